package org.citywall.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Setting<Integer> SEATS =
            Setting.whole("SEATS", "seats", 2, 1, 1_000, "How many.");
    private static final Setting<Duration> PATIENCE =
            Setting.duration(
                    "PATIENCE_MS", ChronoUnit.MILLIS, Duration.ofSeconds(1), 0, 5_000, "Wait.");

    @Test
    void absentAndBlankMeanTheDefault() {
        assertThat(SEATS.in(Map.of())).isEqualTo(2);
        assertThat(SEATS.in(Map.of("SEATS", " "))).isEqualTo(2);
        assertThat(PATIENCE.in(Map.of())).isEqualTo(Duration.ofSeconds(1));
        assertThat(Setting.flag("LOUD", "").in(Map.of())).isFalse();
    }

    @Test
    void givenValueIsReadInItsUnit() {
        assertThat(SEATS.in(Map.of("SEATS", " 7 "))).isEqualTo(7);
        assertThat(PATIENCE.in(Map.of("PATIENCE_MS", "250"))).isEqualTo(Duration.ofMillis(250));
        assertThat(Setting.flag("LOUD", "").in(Map.of("LOUD", "true"))).isTrue();
    }

    @Test
    void errorNamesVariableAndReason() {
        assertThatThrownBy(() -> SEATS.in(Map.of("SEATS", "0")))
                .hasMessage("SEATS must be between 1 and 1000: 0");
        assertThatThrownBy(() -> SEATS.in(Map.of("SEATS", "many")))
                .hasMessage("SEATS is not a whole number: many");
        assertThatThrownBy(() -> Setting.flag("LOUD", "").in(Map.of("LOUD", "yes")))
                .hasMessage("LOUD must be true or false: yes");
        assertThatThrownBy(() -> Setting.required("WORD", "").in(Map.of("WORD", "")))
                .hasMessage("WORD must be set: it has no default");
    }

    @Test
    void aDecimalIsANumberAndNothingElse() {
        Setting<Double> share = Setting.decimal("SHARE", "share", 0.5, 0.001, 1_000, "Part.");

        assertThat(share.byDefault()).isEqualTo("0.5");
        assertThat(share.type()).isEqualTo("share, 0.001 to 1000");
        assertThat(share.in(Map.of("SHARE", "0.25"))).isEqualTo(0.25);
        assertThatThrownBy(() -> share.in(Map.of("SHARE", "NaN")))
                .hasMessage("SHARE is not a number: NaN");
        assertThatThrownBy(() -> share.in(Map.of("SHARE", "1e9")))
                .hasMessage("SHARE must be between 0.001 and 1000: 1e9");
    }

    @Test
    void groupIsATableOfThePage() {
        assertThat(
                        new SettingGroup("Seats", List.of(SEATS, Setting.required("WORD", "Said.")))
                                .markdown())
                .isEqualTo(
                        """
                        ### Seats

                        | variable | unit | default | meaning |
                        |---|---|---|---|
                        | `SEATS` | seats, 1 to 1,000 | `2` | How many. |
                        | `WORD` | text, required | none | Said. |
                        """);
    }
}
