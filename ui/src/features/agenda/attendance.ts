import type { AttendanceRow } from '../../platform';

/** As people say it. */
export function fullName({ givenName, familyName }: Pick<AttendanceRow, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim();
}
