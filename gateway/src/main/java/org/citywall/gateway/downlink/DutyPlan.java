package org.citywall.gateway.downlink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.gateway.ingest.gb26875.Orders;
import org.citywall.gateway.registry.Place;

/**
 * What the duty schedules ask for at a moment. Pure: every gateway plans the same, and the ledger
 * lets one of them do it.
 *
 * <p>A due time is worked off minute by minute of its spread; a panel belongs to one minute. One
 * that is not online in its minute is not asked.
 */
final class DutyPlan {
    /** How far back missed due times are still noted. */
    static final Duration LOOK_BACK = Duration.ofDays(1);

    private static final int NOTHING_ASKED = -1;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ZoneId zone;
    private final Duration late;

    /**
     * Plans by this clock.
     *
     * @param zone of the times in the schedules
     * @param late a minute that is older is left out
     */
    DutyPlan(ZoneId zone, Duration late) {
        this.zone = zone;
        this.late = late;
    }

    /** One due time of a schedule. */
    record Run(UUID scheduleId, Instant due) {}

    /**
     * What is to be done of a run now.
     *
     * @param done the last minute of its spread that is done, as the ledger has it; null: not begun
     * @param after minutes up to this are done, or too late
     * @param until the last minute that has come
     * @param isMissed nobody began it in time, and nobody shall
     */
    record Step(
            DutySchedule schedule,
            Instant due,
            Integer done,
            int after,
            int until,
            boolean isMissed) {
        /** Minutes for which nobody was there in time. */
        int lost() {
            return after - (done == null ? NOTHING_ASKED : done);
        }
    }

    /** Steps of all schedules, given the last minute done of each run that was begun. */
    List<Step> steps(List<DutySchedule> schedules, Map<Run, Integer> done, Instant now) {
        List<Step> steps = new ArrayList<>();
        for (DutySchedule schedule : schedules) {
            if (schedule.enabled()) {
                for (Instant due : schedule.due(since(schedule, now), now, zone)) {
                    add(steps, schedule, due, done.get(new Run(schedule.id(), due)), now);
                }
            }
        }
        return steps;
    }

    private static Instant since(DutySchedule schedule, Instant now) {
        Instant enabled = schedule.enabledSince().minusMillis(1); // due at that moment counts
        Instant first = now.minus(LOOK_BACK);
        return enabled.isAfter(first) ? enabled : first;
    }

    private void add(
            List<Step> steps, DutySchedule schedule, Instant due, Integer done, Instant now) {
        int spread = schedule.spreadMinutes();
        Duration ago = Duration.between(due, now);
        if (done == null && ago.compareTo(late) > 0) {
            steps.add(new Step(schedule, due, null, spread, spread, true));
            return;
        }
        int until = (int) Math.min(spread, ago.toMinutes());
        int before = done == null ? NOTHING_ASKED : done;
        if (until > before) {
            int after = Math.min(until, Math.max(before, tooLate(ago)));
            steps.add(new Step(schedule, due, done, after, until, false));
        }
    }

    /** The last minute that lies back further than the limit. */
    private int tooLate(Duration ago) {
        Duration beyond = ago.minus(late);
        if (beyond.isNegative() || beyond.isZero()) {
            return NOTHING_ASKED;
        }
        return (int) beyond.minusNanos(1).dividedBy(MINUTE);
    }

    /**
     * The checks of a step.
     *
     * @param panels device id to place
     * @param isOnline by device id
     */
    static List<DeviceCommand> checks(
            Step step, Map<String, String> panels, Predicate<String> isOnline, Instant now) {
        DutySchedule schedule = step.schedule();
        List<DeviceCommand> checks = new ArrayList<>();
        panels.forEach(
                (deviceId, place) -> {
                    UUID id = id(schedule, step.due(), deviceId);
                    int minute = minute(id, schedule.spreadMinutes());
                    if (minute > step.after()
                            && minute <= step.until()
                            && Place.within(place, schedule.place())
                            && isOnline.test(deviceId)) {
                        checks.add(check(schedule, id, deviceId, now));
                    }
                });
        return checks;
    }

    private static DeviceCommand check(
            DutySchedule schedule, UUID id, String deviceId, Instant now) {
        return new DeviceCommand(
                id.toString(),
                deviceId,
                Orders.DUTY_CHECK,
                Map.of("timeoutMinutes", Integer.toString(schedule.timeoutMinutes())),
                "schedule:" + schedule.name(),
                now,
                now.plus(DeviceCommandStore.EXPIRES));
    }

    /** The same wherever it is planned: so the check exists once. */
    private static UUID id(DutySchedule schedule, Instant due, String deviceId) {
        String name = schedule.id() + "/" + due.toEpochMilli() + "/" + deviceId;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static int minute(UUID id, int spread) {
        return (int) Math.floorMod(id.getMostSignificantBits(), spread + 1L);
    }
}
