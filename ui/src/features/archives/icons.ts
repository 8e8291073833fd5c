import type { LucideIcon } from '@lucide/svelte';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import File from '@lucide/svelte/icons/file';
import FileText from '@lucide/svelte/icons/file-text';
import Mail from '@lucide/svelte/icons/mail';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Newspaper from '@lucide/svelte/icons/newspaper';
import Send from '@lucide/svelte/icons/send';
import Sheet from '@lucide/svelte/icons/sheet';
import type { DocumentKind } from '../../platform';

export const KIND_ICONS: Record<DocumentKind, LucideIcon> = {
  minutes: FileText,
  convocation: Send,
  attendance: ClipboardList,
  accounts: Sheet,
  letter: Mail,
  leaflet: Megaphone,
  press: Newspaper,
  other: File,
};
