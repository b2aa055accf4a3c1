/**
 * Makes a photo small enough for a bad line, and upright. The server takes away what the file says
 * beside the picture, whatever was done here.
 */

/** Wide enough to read a nameplate; some 300 kB. */
export const LONGEST_EDGE = 1_600;
const QUALITY = 0.82;

/** Size with the same shape whose longer edge is at most so long; never larger than it was. */
export function fitted(width: number, height: number, longest = LONGEST_EDGE): [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** Fails if this browser cannot read the picture. */
export async function shrunk(photo: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  try {
    const [width, height] = fitted(bitmap.width, bitmap.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const paper = canvas.getContext('2d');
    if (!paper) throw new Error('no canvas');
    paper.drawImage(bitmap, 0, 0, width, height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (made) => (made ? resolve(made) : reject(new Error('no picture'))),
        'image/jpeg',
        QUALITY,
      );
    });
  } finally {
    bitmap.close();
  }
}
