package org.citywall.launcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void functionsLabelsAndTimesAreNoMetrics() {
        assertThat(
                        PromQl.names(
                                """
                                # not_this
                                sum by (job, le) (rate(a_total{b="c_total",d=~"e|f"}[5m] offset 3h))
                                / ignoring (x) g:h:rate5m > 2 * 1e9
                                unless absent(up == 1)
                                """))
                .containsExactly("a_total", "g:h:rate5m", "up");
    }

    @Test
    void bareAggregationNamesItsMetric() {
        assertThat(PromQl.names("max(x_seconds) - time()")).containsExactly("x_seconds");
    }
}
