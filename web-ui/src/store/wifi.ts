// The hall's wireless network as the text that phones read from a QR code: the form WIFI:T:…;S:…;P:…;;
// that ZXing laid down and the cameras of phones follow.

export interface Wifi {
  name: string;
  /** '' where the network asks for none. */
  password: string;
}

/** WPA takes a password of 8 to 63 characters. */
export const kShortestPassword = 8;
export const kLongestPassword = 63;

/** What the scheme reads as its own signs is marked by a backslash. */
const kSigns = /[\\;,":]/g;
const marked = (text: string): string => text.replace(kSigns, (sign) => `\\${sign}`);

/** Whether phones can join by it: a name, and a password that is long enough or none. */
export function joinable({ name, password }: Wifi): boolean {
  return name.trim() !== '' && (password === '' || password.length >= kShortestPassword);
}

export function wifiCode({ name, password }: Wifi): string {
  const type = password === '' ? 'nopass' : 'WPA';
  const secret = password === '' ? '' : `P:${marked(password)};`;
  return `WIFI:T:${type};S:${marked(name)};${secret};`;
}
