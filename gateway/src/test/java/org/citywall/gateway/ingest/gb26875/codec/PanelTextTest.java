package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PanelTextTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void endsAtTheFirstNul() {
        byte[] bytes = "3层东侧\0手报".getBytes(GB18030);
        assertThat(PanelText.read(bytes, 0, bytes.length)).isEqualTo("3层东侧");
        assertThat(PanelText.write("3层\0东侧", 31)).isEqualTo("3层".getBytes(GB18030));
    }

    @Test
    void hasNoTrailingBlanks() {
        byte[] bytes = "A 区 \t  ".getBytes(GB18030);
        assertThat(PanelText.read(bytes, 0, bytes.length)).isEqualTo("A 区");
    }

    @Test
    void aCharacterCutByTheWidthIsDropped() {
        byte[] bytes = "一层大堂".getBytes(GB18030);
        assertThat(PanelText.read(bytes, 0, 7)).isEqualTo("一层大");
        assertThat(PanelText.read(new byte[] {'A', (byte) 0x95, 0x32, (byte) 0x82}, 0, 4))
                .isEqualTo("A");
    }

    @Test
    void isCutBetweenCharactersWhenWritten() {
        assertThat(PanelText.write("一层大堂", 7)).isEqualTo("一层大".getBytes(GB18030));
        assertThat(PanelText.write("𠀀𠀀", 7)).hasSize(4);
        assertThat(PanelText.write("A\uD840", 7)).isEqualTo(new byte[] {'A', '?'});
    }

    @Test
    void aBadByteBecomesAQuestionMark() {
        assertThat(PanelText.read(new byte[] {'A', (byte) 0xFF, 'B'}, 0, 3)).isEqualTo("A?B");
    }

    /** So that a text read always fits where it came from, and reads the same again. */
    @Test
    void whateverTwoOrFourBytesSayIsSaidAgain() {
        for (int first = 0x01; first <= 0xFF; first++) {
            for (int second = 0x01; second <= 0xFF; second++) {
                assertReadTheSameAgain(new byte[] {(byte) first, (byte) second});
                byte[] four = {(byte) first, 0x30, (byte) second, 0x35};
                assertReadTheSameAgain(four);
                assertReadTheSameAgain(new byte[] {(byte) first, (byte) second, four[2], 0x39});
            }
        }
    }

    private static void assertReadTheSameAgain(byte[] bytes) {
        String text = PanelText.read(bytes, 0, bytes.length);
        byte[] written = PanelText.write(text, bytes.length);
        if (!PanelText.read(written, 0, written.length).equals(text)) {
            throw new AssertionError(Arrays.toString(bytes) + " is read as " + text);
        }
    }
}
