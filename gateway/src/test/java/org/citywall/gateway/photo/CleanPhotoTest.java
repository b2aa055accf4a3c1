package org.citywall.gateway.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanPhotoTest {
    private static final PhotoOptions OPTIONS =
            new PhotoOptions(1 << 20, 1_000_000, 400, 3, Duration.ofSeconds(5), Duration.ofDays(9));

    private static String text(byte[] file) {
        return new String(file, ISO_8859_1);
    }

    @Test
    void keepsThePixelsAndNothingThatTheFileSaysBesideThem() throws Exception {
        byte[] file = PhotoFiles.exif(300, 200, 1, ByteOrder.BIG_ENDIAN);
        assertThat(text(file)).contains(PhotoFiles.SECRET, "Exif");

        CleanPhoto photo = CleanPhoto.of(file, OPTIONS);

        assertThat(text(photo.jpeg())).doesNotContain("GPS").doesNotContain("Exif");
        BufferedImage seen = PhotoFiles.read(photo.jpeg());
        assertThat(new int[] {photo.width(), photo.height()}).containsExactly(300, 200);
        assertThat(new int[] {seen.getWidth(), seen.getHeight()}).containsExactly(300, 200);
        assertThat(PhotoFiles.isRed(seen.getRGB(10, 100))).isTrue();
        assertThat(PhotoFiles.isBlue(seen.getRGB(290, 100))).isTrue();
    }

    /** Where the red half, on the left of what the sensor saw, is once the photo is upright. */
    @ParameterizedTest
    @CsvSource({
        "1, left",
        "2, right",
        "3, right",
        "4, left",
        "5, top",
        "6, top",
        "7, bottom",
        "8, bottom"
    })
    void isUprightHoweverThePhoneWasHeld(int orientation, String red) throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] file = PhotoFiles.exif(300, 200, orientation, order);

            BufferedImage seen = PhotoFiles.read(CleanPhoto.of(file, OPTIONS).jpeg());

            boolean isTurned = orientation > 4;
            assertThat(seen.getWidth()).isEqualTo(isTurned ? 200 : 300);
            int x = red.equals("right") ? seen.getWidth() - 20 : 20;
            int y = red.equals("bottom") ? seen.getHeight() - 20 : 20;
            assertThat(PhotoFiles.isRed(seen.getRGB(x, y))).as(order + " near").isTrue();
            int far = seen.getRGB(seen.getWidth() - 1 - x, seen.getHeight() - 1 - y);
            assertThat(PhotoFiles.isBlue(far)).as(order + " far").isTrue();
        }
    }

    @Test
    void isNoLargerThanIsKeptAndHasItsShape() throws Exception {
        CleanPhoto photo = CleanPhoto.of(PhotoFiles.file("jpeg", 1_100, 550), OPTIONS);

        assertThat(new int[] {photo.width(), photo.height()}).containsExactly(400, 200);
        BufferedImage seen = PhotoFiles.read(photo.jpeg());
        assertThat(PhotoFiles.isRed(seen.getRGB(5, 5))).isTrue();
        assertThat(PhotoFiles.isBlue(seen.getRGB(394, 194))).isTrue();
    }

    @Test
    void isOnWhiteWhereAPngIsTransparent() throws Exception {
        BufferedImage glass = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

        CleanPhoto photo = CleanPhoto.of(PhotoFiles.file("png", glass), OPTIONS);

        assertThat(PhotoFiles.read(photo.jpeg()).getRGB(10, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void isRefusedIfItIsNoneByItsFirstBytes() {
        for (String file : new String[] {"", "\u00ff", "<svg/>", "GIF89a....", "%PDF-1.7"}) {
            assertThatThrownBy(() -> CleanPhoto.of(file.getBytes(ISO_8859_1), OPTIONS))
                    .isInstanceOf(BadPhotoException.class)
                    .hasMessage("the file is neither a JPEG nor a PNG");
        }
    }

    @Test
    void isRefusedIfItIsCutOffBeforeItsPicture() {
        byte[] file = Arrays.copyOf(PhotoFiles.file("jpeg", 300, 200), 60);

        assertThatThrownBy(() -> CleanPhoto.of(file, OPTIONS))
                .isInstanceOf(BadPhotoException.class)
                .hasMessage("the picture cannot be read");
    }

    @Test
    void isRefusedBeforeItIsReadIfItHasTooManyPixels() {
        byte[] file = PhotoFiles.file("png", 1_250, 1_000);

        assertThatThrownBy(() -> CleanPhoto.of(file, OPTIONS))
                .isInstanceOf(BadPhotoException.class)
                .hasMessageContaining("1250 × 1000");
    }

    @Test
    void isUprightIfWhatItSaysOfThatCannotBe() throws Exception {
        byte[] file = PhotoFiles.exif(300, 200, 77, ByteOrder.BIG_ENDIAN);
        assertThat(CleanPhoto.of(file, OPTIONS).width()).isEqualTo(300);
        byte[] wild = PhotoFiles.exif(300, 200, 6, ByteOrder.BIG_ENDIAN);
        wild[19] = (byte) 0xF0; // the list of tags lies outside of the file
        assertThat(CleanPhoto.of(wild, OPTIONS).width()).isEqualTo(300);
    }
}
