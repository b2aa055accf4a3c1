package org.citywall.gateway.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.citywall.contracts.device.DeviceCommand;
import org.junit.jupiter.api.Test;

class DutyPlanTest {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    private static final UUID ID = new UUID(1, 2);

    /** 09:00 in the city. */
    private static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");

    private static final Instant LONG_AGO = NINE.minus(Duration.ofDays(90));
    private static final Map<String, String> PANELS = Map.of("GB-1", "yw/sp", "GB-2", "yw/ba");

    private final DutyPlan plan = new DutyPlan(CITY, Duration.ofMinutes(10));

    private static DutySchedule schedule(int spread, Instant enabledSince, String... times) {
        return new DutySchedule(
                ID,
                "早班查岗",
                Stream.of(times).map(LocalTime::parse).toList(),
                spread,
                15,
                "",
                true,
                enabledSince,
                "lead",
                LONG_AGO);
    }

    private static Instant nine(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }

    private List<DutyPlan.Step> steps(DutySchedule schedule, Integer done, Instant now) {
        Map<DutyPlan.Run, Integer> ledger = new TreeMap<>((a, b) -> a.due().compareTo(b.due()));
        ledger.put(new DutyPlan.Run(ID, NINE.minus(Duration.ofDays(1))), 240);
        if (done != null) {
            ledger.put(new DutyPlan.Run(ID, NINE), done);
        }
        return plan.steps(List.of(schedule), ledger, now);
    }

    private static List<DeviceCommand> checks(DutyPlan.Step step, Map<String, String> panels) {
        return DutyPlan.checks(step, panels, id -> true, NINE);
    }

    @Test
    void timesAreThoseOfTheCity() {
        DutySchedule schedule = schedule(0, LONG_AGO, "21:30", "09:00");

        assertThat(schedule.due(nine(-60), nine(24 * 60), CITY))
                .containsExactly(NINE, nine(12 * 60 + 30), nine(24 * 60));
        assertThat(schedule.due(NINE, nine(1), CITY)).isEmpty();
        assertThat(schedule.next(nine(-1), CITY)).contains(NINE);
        assertThat(schedule.next(NINE, CITY)).contains(nine(12 * 60 + 30));
        assertThat(schedule.next(nine(13 * 60), CITY)).contains(nine(24 * 60));
    }

    @Test
    void withoutASpreadEveryOnlinePanelIsAskedAtTheTime() {
        DutySchedule schedule = schedule(0, LONG_AGO, "09:00");
        assertThat(steps(schedule, null, NINE.minusMillis(1))).isEmpty();
        List<DutyPlan.Step> due = steps(schedule, null, NINE);

        assertThat(due).hasSize(1);
        List<DeviceCommand> asked =
                DutyPlan.checks(due.get(0), PANELS, id -> id.equals("GB-2"), NINE);
        assertThat(asked).hasSize(1);
        DeviceCommand order = asked.get(0);
        assertThat(order.deviceId()).isEqualTo("GB-2");
        assertThat(order.kind()).isEqualTo("duty-check");
        assertThat(order.params()).isEqualTo(Map.of("timeoutMinutes", "15"));
        assertThat(order.by()).isEqualTo("schedule:早班查岗");
        assertThat(order.expiresAt()).isEqualTo(NINE.plusSeconds(60));
        assertThat(steps(schedule, 0, nine(5))).as("done").isEmpty();
    }

    @Test
    void onlyPanelsOfThePlaceAreAsked() {
        DutySchedule all = schedule(0, LONG_AGO, "09:00");
        DutySchedule local =
                new DutySchedule(
                        ID, "n", all.times(), 0, 10, "yw/sp", true, LONG_AGO, "lead", LONG_AGO);

        assertThat(checks(steps(local, null, NINE).get(0), PANELS))
                .extracting(DeviceCommand::deviceId)
                .containsExactly("GB-1");
    }

    @Test
    void aSpreadAsksEachPanelOnceAtAMinuteThatIsItsOwnThatDay() {
        DutySchedule schedule = schedule(30, LONG_AGO, "09:00");
        Map<String, String> many = new TreeMap<>();
        IntStream.range(0, 1_000).forEach(i -> many.put("GB-%04d".formatted(i), "yw"));
        List<String> asked = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Integer done = null;
        for (Instant now = NINE; !now.isAfter(nine(40)); now = now.plusSeconds(20)) {
            for (DutyPlan.Step step : steps(schedule, done, now)) {
                List<DeviceCommand> checks = checks(step, many);
                checks.forEach(check -> asked.add(check.deviceId()));
                sizes.add(checks.size());
                done = step.until();
            }
        }

        assertThat(asked).doesNotHaveDuplicates().hasSameSizeAs(many.keySet());
        assertThat(sizes).as("one step a minute").hasSize(31).allMatch(n -> n > 5 && n < 80);
    }

    @Test
    void theSameCheckHasTheSameIdEverywhereAndAnotherTheNextDay() {
        DutySchedule schedule = schedule(0, LONG_AGO, "09:00");
        DutyPlan.Step today = steps(schedule, null, NINE).get(0);
        DutyPlan.Step late = steps(schedule, null, nine(3)).get(0);
        DutyPlan.Step tomorrow = steps(schedule, 0, nine(24 * 60)).get(0);

        List<String> ids =
                checks(today, PANELS).stream().map(DeviceCommand::commandId).sorted().toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(checks(late, PANELS))
                .extracting(DeviceCommand::commandId)
                .hasSameElementsAs(ids);
        assertThat(checks(tomorrow, PANELS))
                .extracting(DeviceCommand::commandId)
                .doesNotContainAnyElementsOf(ids);
    }

    @Test
    void aDueTimeThatNobodyBeganWithinTenMinutesIsMissedAndAsksNobody() {
        DutySchedule schedule = schedule(30, LONG_AGO, "09:00");
        DutyPlan.Step inTime = steps(schedule, null, nine(10)).get(0);
        assertThat(inTime.isMissed()).isFalse();
        assertThat(inTime.lost()).isZero();

        DutyPlan.Step missed = steps(schedule, null, nine(10).plusMillis(1)).get(0);
        assertThat(missed.isMissed()).isTrue();
        assertThat(missed.until()).isEqualTo(30);
        assertThat(checks(missed, PANELS)).isEmpty();
    }

    @Test
    void afterAnOutageInTheMiddleOfASpreadOnlyTheLastTenMinutesAreCaughtUp() {
        DutySchedule schedule = schedule(60, LONG_AGO, "09:00");

        DutyPlan.Step after = steps(schedule, 5, nine(30)).get(0);
        assertThat(after.isMissed()).isFalse();
        assertThat(after.after()).isEqualTo(19);
        assertThat(after.until()).isEqualTo(30);
        assertThat(after.lost()).isEqualTo(14);

        DutyPlan.Step muchLater = steps(schedule, 5, nine(600)).get(0);
        assertThat(muchLater.after()).isEqualTo(60);
        assertThat(checks(muchLater, PANELS)).isEmpty();
    }

    @Test
    void whatWasDueBeforeAScheduleWasEnabledIsNeitherAskedNorMissed() {
        assertThat(steps(schedule(0, NINE.plusMillis(1), "09:00"), null, nine(1))).isEmpty();
        assertThat(steps(schedule(0, NINE, "09:00"), null, nine(1))).hasSize(1);
        assertThat(steps(schedule(0, nine(60), "09:00"), null, nine(61))).isEmpty();
    }

    @Test
    void aDisabledScheduleAsksNobodyAndIsNeverDue() {
        DutySchedule on = schedule(0, LONG_AGO, "09:00");
        DutySchedule off =
                new DutySchedule(ID, "n", on.times(), 0, 10, "", false, LONG_AGO, "lead", LONG_AGO);

        assertThat(steps(off, null, NINE)).isEmpty();
        assertThat(off.next(NINE, CITY)).isEmpty();
    }

    @Test
    void missedDueTimesAreNotedForOneDayBack() {
        DutySchedule schedule = schedule(0, LONG_AGO, "09:00", "15:00", "21:00");
        Instant now = NINE.plus(Duration.ofDays(3)).plusSeconds(3_600);

        assertThat(steps(schedule, null, now))
                .hasSize(3)
                .allMatch(DutyPlan.Step::isMissed)
                .extracting(DutyPlan.Step::due)
                .isSorted();
    }
}
