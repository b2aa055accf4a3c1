package org.citywall.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Field;
import org.citywall.contracts.names.MetricNames;
import org.junit.jupiter.api.Test;

class MeterHelpTest {
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void everyMeterOfOursHasALineOfHelp() throws IllegalAccessException {
        meters.config().meterFilter(new MeterHelp());
        for (Field constant : MetricNames.class.getFields()) {
            String name = (String) constant.get(null);
            meters.counter(name, "a", "b");

            assertThat(meters.get(name).meter().getId().getDescription()).as(name).isNotBlank();
        }
    }

    @Test
    void whatIsNamedAgainstTheConventionsIsLeftOut() {
        new ProcessorMetrics().bindTo(meters);
        assertThat(meters.scrape()).contains("system_cpu_count");

        PrometheusMeterRegistry filtered = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        filtered.config().meterFilter(new MeterHelp());
        new ProcessorMetrics().bindTo(filtered);

        assertThat(filtered.scrape())
                .contains("process_cpu_usage")
                .doesNotContain("system_cpu_count", "process_cpu_time");
    }
}
