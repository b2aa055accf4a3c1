package org.citywall.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamOptionsTest {
    @Test
    void theDefaultsAreTheEmbeddedParts() {
        StreamOptions options = StreamOptions.defaults();

        assertThat(options.kafka()).isEqualTo("127.0.0.1:19092");
        assertThat(options.checkpointEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.fire().offlineAfter()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.alert().escalation()).hasSize(3);
    }

    @Test
    void theEnvironmentSetsThem() {
        StreamOptions options =
                StreamOptions.fromEnv(
                        Map.of("CITYWALL_KAFKA", "k:9092", "CITYWALL_STREAM_PARALLELISM", "2"));

        assertThat(options.kafka()).isEqualTo("k:9092");
        assertThat(options.parallelism()).isEqualTo(2);
    }

    @Test
    void aWrongNumberIsNamed() {
        assertThatThrownBy(
                        () -> StreamOptions.fromEnv(Map.of("CITYWALL_STREAM_PARALLELISM", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CITYWALL_STREAM_PARALLELISM");
        assertThatThrownBy(() -> StreamOptions.fromEnv(Map.of("CITYWALL_STREAM_PARALLELISM", "9")))
                .hasMessageContaining("between 1 and 4");
    }
}
