package org.citywall.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.AnswerPolicy;
import org.citywall.stream.alert.EscalationStep;
import org.citywall.stream.alert.HandlingPolicy;
import org.citywall.stream.alert.dryrun.DryRunLimits;
import org.citywall.stream.area.AreaPolicy;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.fire.FirePolicy;
import org.citywall.stream.insight.InsightPolicy;
import org.citywall.stream.slope.SlopePolicy;
import org.citywall.stream.ticket.TicketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void everyNumberOfTheRulesCanBeSet() {
        Map<String, String> env = new HashMap<>();
        env.put("CITYWALL_FIRE_OFFLINE_AFTER_S", "90");
        env.put("CITYWALL_FIRE_STATUS_REFRESH_S", "20");
        env.put("CITYWALL_FIRE_STANDSTILL_S", "15");
        env.put("CITYWALL_FIRE_DUPLICATE_HORIZON_S", "3600");
        env.put("CITYWALL_FIRE_PANEL_DUPLICATE_HORIZON_S", "100");
        env.put("CITYWALL_FIRE_MAX_SEEN_IDS", "10");
        env.put("CITYWALL_FIRE_MAX_CONDITIONS", "11");
        env.put("CITYWALL_FIRE_FORGET_UNTRACKED_S", "7200");
        env.put("CITYWALL_FIRE_COINCIDENCE_POINTS", "3");
        env.put("CITYWALL_FIRE_COINCIDENCE_WINDOW_S", "200");
        env.put("CITYWALL_FIRE_MAX_WINDOWS", "8");
        env.put("CITYWALL_FIRE_WINDOW_GRACE_S", "90");
        env.put("CITYWALL_FIRE_FAULT_LEVEL", "2");
        env.put("CITYWALL_FIRE_TAMPER_LEVEL", "4");
        env.put("CITYWALL_FIRE_SHIELD_LEVEL", "2");
        env.put("CITYWALL_FIRE_SUPERVISE_LEVEL", "3");
        env.put("CITYWALL_FIRE_LOW_BATTERY_LEVEL", "3");
        env.put("CITYWALL_FIRE_CLOCK_LEVEL", "3");
        env.put("CITYWALL_FIRE_DUTY_LEVEL", "2");
        env.put("CITYWALL_FIRE_OFFLINE_LEVEL", "2");
        env.put("CITYWALL_AREA_BUILDINGS", "4");
        env.put("CITYWALL_AREA_RADIUS_M", "150");
        env.put("CITYWALL_AREA_WINDOW_S", "500");
        env.put("CITYWALL_AREA_MEMORY_S", "5000");
        env.put("CITYWALL_ALERT_ESCALATION", "20:第二席, 45:全员");
        env.put("CITYWALL_ALERT_VERIFY_WITHIN_S", "50");
        env.put("CITYWALL_ALERT_ON_SITE_WITHIN_S", "240");
        env.put("CITYWALL_ALERT_PRESUME_AFTER_S", "150");
        env.put("CITYWALL_ALERT_OVERDUE_POST", "值班长");
        env.put("CITYWALL_ALERT_ANSWER_ORANGE_FIRST_S", "3000");
        env.put("CITYWALL_ALERT_ANSWER_ORANGE_AGAIN_S", "1200");
        env.put("CITYWALL_ALERT_ANSWER_RED_FIRST_S", "300");
        env.put("CITYWALL_ALERT_ANSWER_RED_AGAIN_S", "240");
        env.put("CITYWALL_ALERT_ANSWER_CALLS", "3");
        env.put("CITYWALL_ALERT_AUTO_CLOSE_AFTER_S", "300");
        env.put("CITYWALL_ALERT_FORGET_AFTER_S", "600");
        env.put("CITYWALL_ALERT_SHELVE_DEFAULT_S", "60");
        env.put("CITYWALL_ALERT_SHELVE_MAX_S", "120");
        env.put("CITYWALL_ALERT_MEMORY_S", "3600");
        env.put("CITYWALL_ALERT_MAX_SEEN_IDS", "12");
        env.put("CITYWALL_ALERT_REPLY_WITHIN_S", "1200");
        env.put("CITYWALL_ALERT_MAX_ANSWERS", "13");
        env.put("CITYWALL_ALERT_MAX_SOURCES", "14");
        env.put("CITYWALL_ALERT_RULES_SLICE", "15");
        env.put("CITYWALL_ALERT_CHECKPOINT_INTERVAL_MS", "9000");
        StreamOptions options = StreamOptions.fromEnv(env);

        assertThat(options.alertCheckpointEvery()).isEqualTo(Duration.ofSeconds(9));
        assertThat(options.fire())
                .isEqualTo(
                        new FirePolicy(
                                Duration.ofSeconds(90),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(15),
                                Duration.ofHours(1),
                                Duration.ofSeconds(100),
                                10,
                                11,
                                Duration.ofHours(2),
                                3,
                                Duration.ofSeconds(200),
                                8,
                                Duration.ofSeconds(90),
                                2,
                                4,
                                2,
                                3,
                                3,
                                3,
                                2,
                                2));
        assertThat(options.area())
                .isEqualTo(
                        new AreaPolicy(4, 150, Duration.ofSeconds(500), Duration.ofSeconds(5000)));
        assertThat(options.alert())
                .isEqualTo(
                        new AlertPolicy(
                                List.of(
                                        new EscalationStep(Duration.ofSeconds(20), "第二席"),
                                        new EscalationStep(Duration.ofSeconds(45), "全员")),
                                new HandlingPolicy(
                                        Duration.ofSeconds(50),
                                        Duration.ofMinutes(4),
                                        Duration.ofSeconds(150),
                                        "值班长",
                                        Duration.ofMinutes(20)),
                                new AnswerPolicy(
                                        Duration.ofMinutes(50),
                                        Duration.ofMinutes(20),
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(4),
                                        3),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofHours(1),
                                12,
                                13,
                                14,
                                15));
        assertThat(StreamOptions.SETTINGS.stream().flatMap(group -> group.settings().stream()))
                .filteredOn(setting -> !setting.name().startsWith("CITYWALL_SLOPE_"))
                .filteredOn(setting -> !setting.name().startsWith("CITYWALL_EBIKE_"))
                .filteredOn(setting -> !setting.name().startsWith("CITYWALL_TICKET_"))
                .filteredOn(setting -> !setting.name().startsWith("CITYWALL_DRY_RUN_"))
                .hasSize(6 + env.size());
    }

    @Test
    void everyNumberOfInsightCanBeSet() {
        Map<String, String> env = new HashMap<>();
        env.put("CITYWALL_TICKET_REPEAT_S", "7200");
        env.put("CITYWALL_TICKET_SAME_PLACE_S", "120");
        env.put("CITYWALL_TICKET_NEAR_M", "60");
        env.put("CITYWALL_TICKET_GROUP_CALLERS", "4");
        env.put("CITYWALL_TICKET_LIKE_WITHIN_S", "180");
        env.put("CITYWALL_TICKET_LIKENESS", "0.9");
        env.put("CITYWALL_TICKET_LIKE_LENGTH", "9");
        env.put("CITYWALL_TICKET_MOST_NEAR", "20");
        env.put("CITYWALL_TICKET_HOT_CELL_M", "250");
        env.put("CITYWALL_TICKET_HOT_COUNT", "6");
        env.put("CITYWALL_TICKET_HOT_SIGMAS", "2.5");
        env.put("CITYWALL_TICKET_HOT_KEEP", "0.7");
        env.put("CITYWALL_TICKET_HOT_CALLERS", "2");
        env.put("CITYWALL_TICKET_REORDER_MS", "500");
        env.put("CITYWALL_TICKET_PROACTIVE_ALARM_S", "240");
        env.put("CITYWALL_TICKET_PROACTIVE_FAULT_S", "300");

        assertThat(StreamOptions.fromEnv(env).insight())
                .isEqualTo(
                        new InsightPolicy(
                                Duration.ofHours(2),
                                Duration.ofMinutes(2),
                                60,
                                4,
                                Duration.ofMinutes(3),
                                0.9,
                                9,
                                20,
                                250,
                                6,
                                2.5,
                                0.7,
                                2,
                                Duration.ofMillis(500),
                                Duration.ofMinutes(4),
                                Duration.ofMinutes(5)));
    }

    @Test
    void everyNumberOfDryRunsCanBeSet() {
        Map<String, String> env =
                Map.of(
                        "CITYWALL_DRY_RUN_INPUTS", "5000",
                        "CITYWALL_DRY_RUN_ALERTS", "700",
                        "CITYWALL_DRY_RUN_READING_S", "60");

        assertThat(StreamOptions.fromEnv(env).dryRun())
                .isEqualTo(new DryRunLimits(5_000, 700, Duration.ofMinutes(1)));
        assertThat(StreamOptions.defaults().dryRun()).isEqualTo(DryRunLimits.defaults());
    }

    @Test
    void theDefaultsAreThoseOfTheRules() {
        assertThat(StreamOptions.defaults().fire()).isEqualTo(FirePolicy.defaults());
        assertThat(StreamOptions.defaults().area()).isEqualTo(AreaPolicy.defaults());
        assertThat(StreamOptions.defaults().slope()).isEqualTo(SlopePolicy.defaults());
        assertThat(StreamOptions.defaults().ebike()).isEqualTo(EbikePolicy.defaults());
        assertThat(StreamOptions.defaults().insight()).isEqualTo(InsightPolicy.defaults());
        assertThat(StreamOptions.defaults().alert()).isEqualTo(AlertPolicy.defaults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30|must be seconds:post",
                "30:|must be seconds:post",
                "30:a,|must be seconds:post",
                "soon:a|no number",
                "0:a|not between 1 and 86400",
                "60:a,30:b|ascending",
                "60:a,60:b|ascending"
            })
    void aWrongEscalationIsNamed(String text, String reason) {
        assertThatThrownBy(() -> StreamOptions.fromEnv(Map.of("CITYWALL_ALERT_ESCALATION", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("CITYWALL_ALERT_ESCALATION ")
                .hasMessageContaining(reason);
    }

    @Test
    void numbersThatContradictEachOtherAreNamed() {
        assertThatThrownBy(
                        () ->
                                StreamOptions.fromEnv(
                                        Map.of("CITYWALL_ALERT_SHELVE_DEFAULT_S", "30000")))
                .hasMessage(
                        "CITYWALL_ALERT_SHELVE_DEFAULT_S must not exceed"
                                + " CITYWALL_ALERT_SHELVE_MAX_S: 30000 > 28800");
    }

    /** Changes one variable after the other: each must reach a number of its own. */
    @Test
    void everyNumberOfTheSlopeRulesCanBeSet() {
        Map<String, String> env = new HashMap<>();
        Set<SlopePolicy> policies = new HashSet<>(Set.of(SlopePolicy.defaults()));
        StreamOptions.SETTINGS.stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.name().startsWith("CITYWALL_SLOPE_"))
                .filter(setting -> !setting.name().equals("CITYWALL_SLOPE_CHECKPOINT_INTERVAL_MS"))
                .forEach(
                        setting -> {
                            env.put(setting.name(), another(setting.byDefault()));
                            policies.add(StreamOptions.fromEnv(Map.copyOf(env)).slope());
                        });

        assertThat(env).hasSizeGreaterThan(50);
        assertThat(policies).hasSize(1 + env.size());
    }

    @Test
    void everyNumberOfTheEbikeRulesCanBeSet() {
        Map<String, String> env = new HashMap<>();
        Set<EbikePolicy> policies = new HashSet<>(Set.of(EbikePolicy.defaults()));
        StreamOptions.SETTINGS.stream()
                .filter(group -> !group.title().equals("Jobs"))
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.name().startsWith("CITYWALL_EBIKE_"))
                .forEach(
                        setting -> {
                            String other =
                                    setting.type().startsWith("share")
                                                    || setting.type().startsWith("ratio")
                                            ? Double.toString(
                                                    Double.parseDouble(setting.byDefault()) - 0.01)
                                            : another(setting.byDefault());
                            env.put(setting.name(), other);
                            policies.add(StreamOptions.fromEnv(Map.copyOf(env)).ebike());
                        });

        assertThat(env).hasSizeGreaterThan(50);
        assertThat(policies).hasSize(1 + env.size());
    }

    @Test
    void everyNumberOfTheTicketRulesCanBeSet() {
        Map<String, String> env = new HashMap<>();
        Set<TicketOptions> options = new HashSet<>(Set.of(StreamOptions.defaults().ticket()));
        assertThat(StreamOptions.defaults().ticket().policy()).isEqualTo(TicketPolicy.defaults());
        StreamOptions.SETTINGS.stream()
                .filter(group -> !group.title().equals("Insight of tickets"))
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.name().startsWith("CITYWALL_TICKET_"))
                .forEach(
                        setting -> {
                            String other =
                                    setting.byDefault().equals("hashmap")
                                            ? "rocksdb"
                                            : setting.name().endsWith("_LEVEL")
                                                    ? "2"
                                                    : another(setting.byDefault());
                            env.put(setting.name(), other);
                            options.add(StreamOptions.fromEnv(Map.copyOf(env)).ticket());
                        });

        assertThat(env).hasSize(15);
        assertThat(options).hasSize(1 + env.size());
        assertThatThrownBy(() -> StreamOptions.fromEnv(Map.of("CITYWALL_TICKET_BACKEND", "paper")))
                .hasMessageStartingWith("CITYWALL_TICKET_BACKEND must be");
    }

    @Test
    void limitsOfAChargerThatDoNotRiseAreNamed() {
        assertThatThrownBy(() -> StreamOptions.fromEnv(Map.of("CITYWALL_EBIKE_HOT_ORANGE_C", "95")))
                .hasMessage(
                        "CITYWALL_EBIKE_HOT_ORANGE_C must be less than"
                                + " CITYWALL_EBIKE_HOT_RED_C: 95.0 >= 90.0");
        assertThatThrownBy(
                        () ->
                                StreamOptions.fromEnv(
                                        Map.of("CITYWALL_EBIKE_PLATEAU_YELLOW_S", "28800")))
                .hasMessageStartingWith(
                        "CITYWALL_EBIKE_PLATEAU_YELLOW_S must be less than"
                                + " CITYWALL_EBIKE_PLATEAU_ORANGE_S");
    }

    private static String another(String byDefault) {
        if (byDefault.equals("false")) {
            return "true";
        }
        if (byDefault.startsWith("2000-")) {
            return "2001-01-01T00:00:00Z";
        }
        return byDefault.contains(".")
                ? byDefault + "1"
                : Integer.toString(Integer.parseInt(byDefault) + 1);
    }

    @Test
    void limitsOfASlopeThatDoNotRiseAreNamed() {
        assertThatThrownBy(
                        () ->
                                StreamOptions.fromEnv(
                                        Map.of("CITYWALL_SLOPE_ORANGE_ANGLE_DEG", "86")))
                .hasMessage(
                        "CITYWALL_SLOPE_ORANGE_ANGLE_DEG must be less than"
                                + " CITYWALL_SLOPE_RED_ANGLE_DEG: 86.0 >= 85.0");
        assertThatThrownBy(() -> StreamOptions.fromEnv(Map.of("CITYWALL_SLOPE_EPOCH", "yesterday")))
                .hasMessageStartingWith("CITYWALL_SLOPE_EPOCH is no time like");
    }
}
