package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.names.MetricNames;
import org.junit.jupiter.api.Test;

/** That each name is also served is GatewayIT's to prove. */
class MetricsPageTest {
    @Test
    void pageHasEveryMeterOfTheContracts() {
        List<String> meters =
                Stream.of(MetricNames.class.getFields()).map(MetricsPageTest::name).toList();

        assertThat(MetricsPage.names())
                .map(name -> name.replaceAll("_(total|seconds)$", ""))
                .containsExactlyInAnyOrderElementsOf(meters);
    }

    private static String name(Field constant) {
        try {
            return ((String) constant.get(null)).replace('.', '_');
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
