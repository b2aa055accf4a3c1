package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.gateway.notify.Holding.Cause;
import org.citywall.gateway.record.AlertSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldingTest {
    private static final Instant NIGHT = Instant.parse("2026-11-02T15:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-02T23:00:00Z");
    private static final Instant DAY = Instant.parse("2026-11-02T04:00:00Z");
    private static final Holding.Policy POLICY =
            new Holding.Policy(
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    QuietHours.parse("22:00-07:00", ZoneId.of("Asia/Shanghai")));
    private static final Holding.Policy DEFAULT = NotifyOptions.defaults().holding();

    private static Alert alert(String owner) {
        ObjectNode alert =
                Json.mapper().valueToTree(AlertSamples.of("A-1", "g", Response.DISPATCHED).alert());
        alert.put("owner", owner);
        return Json.mapper().convertValue(alert, Alert.class);
    }

    private static Holding of(
            Page.Step step, int level, boolean quiet, Holding.Policy policy, Instant now) {
        return of(step, level, quiet, "seat", policy, now);
    }

    private static Holding of(
            Page.Step step,
            int level,
            boolean quiet,
            String to,
            Holding.Policy policy,
            Instant now) {
        Page page = new Page("p", "A-1", to, step, level, quiet, "为何", now);
        return Holding.of(page, alert("zhou"), policy, now);
    }

    @ParameterizedTest
    @EnumSource
    void redPassesAtAnyHour(Page.Step step) {
        assertThat(of(step, 1, true, POLICY, NIGHT)).isEqualTo(new Holding(null, NIGHT));
    }

    @ParameterizedTest
    @EnumSource
    void orangePassesAtAnyHourUnlessItIsExplained(Page.Step step) {
        assertThat(of(step, 2, false, POLICY, NIGHT).cause()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPATCHED", "CALLED", "ORDER"})
    void whatSomebodyDecidedAboutAPersonPassesAlsoIfItIsBlueAndExplained(Page.Step step) {
        assertThat(of(step, 4, true, POLICY, NIGHT).cause()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"RISEN", "OVERDUE"})
    void aRiseAndAMissedDeadlineOfYellowPassInQuietHours(Page.Step step) {
        assertThat(of(step, 3, false, POLICY, NIGHT).cause()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"RAISED", "ESCALATED", "RECOVERED"})
    void blueAndYellowWaitForTheEndOfTheQuietHours(Page.Step step) {
        Holding waits = new Holding(Cause.QUIET_HOURS, MORNING);
        assertThat(of(step, 3, false, POLICY, NIGHT)).isEqualTo(waits);
        assertThat(of(step, 4, true, POLICY, NIGHT)).isEqualTo(waits);
        assertThat(of(step, 3, false, POLICY, MORNING).cause()).isEqualTo(Cause.DIGEST);
    }

    @Test
    void whoDealsWithTheAlertHearsOfItAtNight() {
        assertThat(of(Page.Step.RECOVERED, 3, false, "zhou", POLICY, NIGHT).cause()).isNull();
    }

    @Test
    void blueAndYellowGoTogetherAtTheIntervalThatIsSet() {
        assertThat(of(Page.Step.RAISED, 3, false, POLICY, DAY))
                .isEqualTo(new Holding(Cause.DIGEST, DAY.plus(Duration.ofMinutes(30))));
        assertThat(of(Page.Step.RAISED, 3, true, POLICY, DAY))
                .isEqualTo(new Holding(Cause.EXPLAINED, DAY.plus(Duration.ofMinutes(10))));
    }

    @Test
    void withoutSettingsOnlyWhatIsExplainedWaits() {
        assertThat(of(Page.Step.RAISED, 4, false, DEFAULT, NIGHT).cause()).isNull();
        assertThat(of(Page.Step.RAISED, 4, true, DEFAULT, NIGHT).cause())
                .isEqualTo(Cause.EXPLAINED);
    }
}
