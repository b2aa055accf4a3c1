package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class PanelTimeTest {
    @Test
    void theSameBytesMeanAnotherTimeInEachCoding() {
        PanelTime time = PanelTime.at(Splits.hex("15 00 14 10 08 20"), 0);
        assertThat(time.read(TimeCoding.BINARY)).contains(LocalDateTime.of(2032, 8, 16, 20, 0, 21));
        assertThat(time.read(TimeCoding.BCD)).contains(LocalDateTime.of(2020, 8, 10, 14, 0, 15));
    }

    @Test
    void whatIsNoDateIsNone() {
        for (String bytes :
                new String[] {
                    "3C 00 00 01 01 1A", // second 60
                    "00 00 00 1E 02 1A", // 30 February
                    "00 00 00 00 01 1A", // day 0
                    "00 00 18 01 01 1A", // hour 24
                    "00 00 00 01 01 64", // year 100
                    "FF FF FF FF FF FF"
                }) {
            assertThat(PanelTime.at(Splits.hex(bytes), 0).read(TimeCoding.BINARY)).isEmpty();
        }
        assertThat(PanelTime.at(Splits.hex("0A 00 00 01 01 26"), 0).read(TimeCoding.BCD)).isEmpty();
    }

    @Test
    void knowsTheYearsOfAPanelOnly() {
        LocalDateTime late = LocalDateTime.of(2100, 1, 1, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelTime.of(late, TimeCoding.BINARY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelTime.of(late.minusYears(101), TimeCoding.BCD));
    }
}
