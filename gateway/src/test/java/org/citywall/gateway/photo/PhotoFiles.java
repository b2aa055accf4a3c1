package org.citywall.gateway.photo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** Files as cameras make them. */
final class PhotoFiles {
    /** Stands in the part of the file that says where it was taken. */
    static final String SECRET = "GPS 22.543096,114.057865";

    private PhotoFiles() {}

    /** Red on the left, blue on the right. */
    static BufferedImage picture(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D paper = picture.createGraphics();
        paper.setColor(Color.RED);
        paper.fillRect(0, 0, width / 2, height);
        paper.setColor(Color.BLUE);
        paper.fillRect(width / 2, 0, width - width / 2, height);
        paper.dispose();
        return picture;
    }

    static byte[] file(String format, int width, int height) {
        return file(format, picture(width, height, BufferedImage.TYPE_INT_RGB));
    }

    static byte[] file(String format, BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** A JPEG with the block that phones write: how it was held, and where. */
    static byte[] exif(int width, int height, int orientation, ByteOrder order) {
        byte[] plain = file("jpeg", width, height);
        byte[] secret = SECRET.getBytes(US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(26 + secret.length).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D));
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 274).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0).put(secret);
        ByteBuffer file = ByteBuffer.allocate(plain.length + 10 + tiff.capacity());
        file.put(plain, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
        file.put("Exif\0\0".getBytes(US_ASCII)).put(tiff.array());
        file.put(plain, 2, plain.length - 2);
        return file.array();
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static boolean isRed(int rgb) {
        Color colour = new Color(rgb);
        return colour.getRed() > 180 && colour.getBlue() < 80;
    }

    static boolean isBlue(int rgb) {
        Color colour = new Color(rgb);
        return colour.getBlue() > 180 && colour.getRed() < 80;
    }
}
