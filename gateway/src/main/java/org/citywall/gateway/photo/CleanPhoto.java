package org.citywall.gateway.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A photo drawn anew: only its pixels come through. Where it was taken, with which device and when,
 * a preview of what was cut away, and whatever else a file can carry stay behind, because nothing
 * of the old file is copied. It is upright and of a size that a desk can show.
 *
 * @param jpeg the new file; shared, not to be changed
 * @param width pixels
 * @param height pixels
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, compared by nobody
public record CleanPhoto(byte[] jpeg, int width, int height) {
    /** Plain to see and a few hundred kB at the size that is kept. */
    private static final float QUALITY = 0.82f;

    private static final int[] JPEG = {0xFF, 0xD8, 0xFF};
    private static final int[] PNG = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A};

    /**
     * Draws the photo anew.
     *
     * @param file a JPEG or PNG by its first bytes; what the sender calls it does not matter
     */
    public static CleanPhoto of(byte[] file, PhotoOptions options) throws BadPhotoException {
        String format = format(file);
        BufferedImage read = read(file, format, options);
        int turn = format.equals("jpeg") ? ExifOrientation.of(file) : ExifOrientation.UPRIGHT;
        BufferedImage drawn = drawn(read, turn, options.edge());
        return new CleanPhoto(written(drawn), drawn.getWidth(), drawn.getHeight());
    }

    private static String format(byte[] file) throws BadPhotoException {
        if (begins(file, JPEG)) {
            return "jpeg";
        }
        if (begins(file, PNG)) {
            return "png";
        }
        throw new BadPhotoException("the file is neither a JPEG nor a PNG");
    }

    private static boolean begins(byte[] file, int[] with) {
        for (int i = 0; i < with.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage read(byte[] file, String format, PhotoOptions options)
            throws BadPhotoException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        // In memory: by default a copy of the photo would lie in a temporary file.
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > options.maxPixels()) {
                throw new BadPhotoException(
                        "the picture has %d × %d pixels; at most %d are read"
                                .formatted(width, height, options.maxPixels()));
            }
            ImageReadParam param = reader.getDefaultReadParam();
            // Every nth pixel, but twice as many as are kept: the rest is averaged away.
            int step = Math.max(1, Math.max(width, height) / (2 * options.edge()));
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } catch (IOException | RuntimeException e) {
            // Readers meet broken files with either.
            throw new BadPhotoException("the picture cannot be read", e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage drawn(BufferedImage read, int turn, int edge) {
        int longer = Math.max(read.getWidth(), read.getHeight());
        double scale = Math.min(1, (double) edge / longer);
        int width = (int) Math.max(1, Math.round(read.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(read.getHeight() * scale));
        boolean isTurned = ExifOrientation.isTurned(turn);
        BufferedImage drawn =
                new BufferedImage(
                        isTurned ? height : width,
                        isTurned ? width : height,
                        BufferedImage.TYPE_INT_RGB);
        AffineTransform to = ExifOrientation.upright(turn, width, height);
        to.scale((double) width / read.getWidth(), (double) height / read.getHeight());
        Graphics2D paper = drawn.createGraphics();
        try {
            paper.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            paper.setColor(Color.WHITE); // under what is transparent
            paper.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
            paper.drawImage(read, to, null);
        } finally {
            paper.dispose();
        }
        return drawn;
    }

    private static byte[] written(BufferedImage drawn) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(drawn, null, null), param);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
