package org.citywall.stream.slope.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.hipparchus.stat.descriptive.rank.Median;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void theMedianIsThatOfTheLibraryToTheLastBit() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            double[] values = random.doubles(i % 12, -1e6, 1e6).toArray();
            double expected = new Median().evaluate(values.clone());

            assertThat(Window.median(values)).isEqualTo(Double.valueOf(expected));
        }
    }
}
