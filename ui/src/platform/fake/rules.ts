import { PlatformError, type RuleCode } from '..';

export function refuseValue(field: string, rule: RuleCode): PlatformError {
  return new PlatformError({ code: 'invalid', message: `${field} breaks ${rule}`, details: { field, rule } });
}

export function failure(code: PlatformError['code'], details: PlatformError['details'] = {}): PlatformError {
  return new PlatformError({ code, message: code, details });
}
