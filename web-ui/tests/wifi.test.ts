import qrcode from 'qrcode-generator';
import { describe, expect, it } from 'vitest';
import { drawnCode } from '../src/record_check/drawn_code';
import { joinable, wifiCode } from '../src/store/wifi';

describe('the code of the hall’s wireless network', () => {
  it('names the network and its password, or says that there is none', () => {
    expect(wifiCode({ name: 'JuWei-Hall', password: 'welcome88' })).toBe(
      'WIFI:T:WPA;S:JuWei-Hall;P:welcome88;;',
    );
    expect(wifiCode({ name: '居委会活动室', password: '' })).toBe('WIFI:T:nopass;S:居委会活动室;;');
  });
  it('marks what the scheme would read as its own signs', () => {
    expect(wifiCode({ name: 'a;b,c:d"e\\f', password: 'x;y:z,12' })).toBe(
      'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:x\\;y\\:z\\,12;;',
    );
  });
  it('is printed only where phones can join by it', () => {
    expect(joinable({ name: ' ', password: 'welcome88' })).toBe(false);
    expect(joinable({ name: 'Hall', password: 'short' })).toBe(false);
    expect(joinable({ name: 'Hall', password: '' })).toBe(true);
    expect(joinable({ name: 'Hall', password: '12345678' })).toBe(true);
  });
});

describe('a QR code', () => {
  it('holds words in UTF-8, as phones read them', () => {
    const words = drawnCode('居委会').path;
    const asDrawn = qrcode.stringToBytes;
    qrcode.stringToBytes = () => [0xe5, 0xb1, 0x85, 0xe5, 0xa7, 0x94, 0xe4, 0xbc, 0x9a];
    const bytes = drawnCode('居委会').path;
    qrcode.stringToBytes = asDrawn;
    expect(words).toBe(bytes);
    expect(words).not.toBe(drawnCode('居委').path);
  });
});
