package org.citywall.gateway.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "烟温 °C", "two\r\n\tlines", "\ud83d\udd25"})
    void wholeCharactersAndLineEndsArePlain(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.storable(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 0x1b, 0x1f, 0xd83d, 0xdd25})
    void controlCharactersAndHalvesOfAPairAreNot(int c) {
        assertThat(PlainText.isPlain("a" + (char) c)).isFalse();
        assertThat(PlainText.isPlain((char) c + "a")).isFalse();
    }

    @Test
    void whatCannotBeStoredIsReplaced() {
        assertThat(PlainText.storable("a\0b\ud83d")).isEqualTo("a\ufffdb\ufffd");
        assertThat(PlainText.storable("\udd25\ud83d\udd25")).isEqualTo("\ufffd\ud83d\udd25");
        assertThat(PlainText.storable(null)).isNull();
    }
}
