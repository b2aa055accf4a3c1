package org.citywall.gateway.photo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a photo lies in its file: phones store what the sensor saw and say beside it how they were
 * held (Exif 2.32, tag 274). The one thing that is read of what is then left behind.
 */
final class ExifOrientation {
    static final int UPRIGHT = 1;

    private static final int LAST = 8;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(US_ASCII);
    private static final int TAG = 274;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int LITTLE_ENDIAN = 0x4949;

    private ExifOrientation() {}

    /** 1 to 8; upright if a JPEG says nothing about it, or what cannot be. */
    static int of(byte[] jpeg) {
        try {
            return scan(ByteBuffer.wrap(jpeg).position(2));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return UPRIGHT; // cut off, or pointing outside of itself
        }
    }

    private static int scan(ByteBuffer file) {
        while (file.remaining() >= 4) {
            int marker = file.getShort() & 0xFF;
            int length = file.getShort() & 0xFFFF;
            if (marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            ByteBuffer segment = file.slice(file.position(), length - 2);
            if (marker == APP1 && isExif(segment)) {
                return orientation(segment.slice());
            }
            file.position(file.position() + length - 2);
        }
        return UPRIGHT;
    }

    private static boolean isExif(ByteBuffer segment) {
        byte[] head = new byte[EXIF.length];
        if (segment.remaining() < head.length) {
            return false;
        }
        segment.get(head);
        return java.util.Arrays.equals(head, EXIF);
    }

    /** A TIFF file within the segment: byte order, then a list of tags. */
    private static int orientation(ByteBuffer tiff) {
        boolean isLittle = tiff.getShort(0) == LITTLE_ENDIAN;
        tiff.order(isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        int tags = tiff.getShort() & 0xFFFF;
        for (int i = 0; i < tags; i++) {
            int entry = tiff.position();
            if ((tiff.getShort() & 0xFFFF) == TAG && tiff.getShort() == SHORT) {
                int value = tiff.getShort(entry + 8);
                return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
            }
            tiff.position(entry + ENTRY_BYTES);
        }
        return UPRIGHT;
    }

    /** Whether width and height change places. */
    static boolean isTurned(int orientation) {
        return orientation > 4;
    }

    /**
     * What puts a picture upright that lies so.
     *
     * @param width as it lies, pixels
     * @param height as it lies, pixels
     */
    static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
