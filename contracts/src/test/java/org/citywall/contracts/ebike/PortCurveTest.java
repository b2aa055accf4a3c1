package org.citywall.contracts.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;

class PortCurveTest {
    private static final Instant FROM = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void samplesAreWrittenWithOneDecimalAndAGapIsNull() {
        List<Double> watts = Arrays.asList(0.1, 300.0, null, 28.4, 0.0, 999_999.9);
        List<Double> celsius = Arrays.asList(-3.2, -0.1, 0.0, null, 61.7, 100.0);

        assertThat(Json.string(new PortCurve(FROM, watts, celsius)))
                .isEqualTo(
                        "{\"from\":\"2026-03-01T08:00:00.000Z\","
                                + "\"powerW\":[0.1,300.0,null,28.4,0.0,999999.9],"
                                + "\"tempC\":[-3.2,-0.1,0.0,null,61.7,100.0]}");
    }

    @Test
    void whatHasMoreDecimalsKeepsThem() {
        List<Double> odd = List.of(0.05, 12.34, 1e9, 1e-9);
        PortCurve curve = new PortCurve(FROM, odd, odd);

        assertThat(Json.read(Json.bytes(curve), PortCurve.class)).isEqualTo(curve);
    }
}
