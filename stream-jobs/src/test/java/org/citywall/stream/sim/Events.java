package org.citywall.stream.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.sim.District.Thing;

/**
 * What the district does in a week: devices that fail and fall silent, buttons, hot ports, slopes
 * that move, devices that chatter, power cuts that silence a whole community, a fire in several
 * buildings.
 */
final class Events {
    private static final Duration WEEK = Duration.ofDays(7);

    private final VirtualClock clock;
    private final SplittableRandom random;
    private final Consumer<AlertInput> city;
    private long n;

    Events(VirtualClock clock, SplittableRandom random, Consumer<AlertInput> city) {
        this.clock = clock;
        this.random = random;
        this.city = city;
    }

    /** Plans a week. */
    void plan() {
        often(Thing.OFFLINE, 1_500, Duration.ofMinutes(20));
        often(Thing.FAULT, 700, Duration.ofHours(6));
        often(Thing.PRESS, 15, Duration.ofMinutes(8));
        often(Thing.HOT, 40, Duration.ofMinutes(30));
        for (int i = 0; i < 12; i++) {
            clock.after(within(WEEK), at -> chatter(cell(), 30 + random.nextInt(400)));
        }
        for (int i = 0; i < 12; i++) {
            clock.after(within(WEEK), at -> powerCut(random.nextInt(District.COMMUNITIES)));
        }
        for (int i = 0; i < 25; i++) {
            clock.after(within(WEEK), at -> slope(cell(), 4));
        }
        for (int i = 0; i < 20; i++) {
            clock.after(within(WEEK), at -> recorded(cell()));
        }
        clock.after(within(WEEK), at -> fire(cell()));
    }

    /** Who takes part in a drill presses buttons, a few of them also after its end. */
    void take(Announcements.Drill drill) {
        Duration lasting = Duration.between(drill.from(), drill.until());
        for (int cell = drill.community();
                cell < District.CELLS;
                cell += District.COMMUNITIES * 2) {
            int at = cell;
            Duration begin = Duration.between(clock.now(), drill.from());
            clock.after(begin.plus(within(lasting)), now -> raise(Thing.PRESS, at, 0));
            clock.after(
                    begin.plus(lasting).minus(within(Duration.ofMinutes(10))),
                    now -> end(Thing.PRESS, at, 0));
            clock.after(begin.plus(within(lasting)), now -> raise(Thing.PRESS, at, 1));
            clock.after(
                    begin.plus(lasting).plus(within(Duration.ofMinutes(30))),
                    now -> end(Thing.PRESS, at, 1));
        }
    }

    private Duration within(Duration span) {
        return Duration.ofMillis(random.nextLong(span.toMillis()));
    }

    private Duration about(Duration mean) {
        double exponential = -Math.log(1 - random.nextDouble());
        return Duration.ofMillis((long) (mean.toMillis() * exponential) + 1);
    }

    private int cell() {
        return random.nextInt(District.CELLS);
    }

    /** So many times a day, each for about so long; one in ten repeats what it said. */
    private void often(Thing thing, int perDay, Duration lasting) {
        for (int i = 0; i < perDay * 7; i++) {
            clock.after(
                    within(WEEK),
                    at -> {
                        int cell = cell();
                        int device = random.nextInt(District.DEVICES_PER_SITE);
                        raise(thing, cell, device);
                        if (random.nextInt(10) == 0) {
                            clock.after(about(lasting), later -> raise(thing, cell, device));
                        }
                        clock.after(about(lasting), later -> end(thing, cell, device));
                    });
        }
    }

    private void chatter(int cell, int times) {
        raise(Thing.OFFLINE, cell, 0);
        Duration half = Duration.ofSeconds(3 + random.nextInt(12));
        clock.after(half, at -> end(Thing.OFFLINE, cell, 0));
        if (times > 0) {
            clock.after(half.multipliedBy(2), at -> chatter(cell, times - 1));
        }
    }

    private void powerCut(int community) {
        Duration lasting = Duration.ofMinutes(20 + random.nextInt(90));
        for (int cell = community; cell < District.CELLS; cell += District.COMMUNITIES) {
            int site = cell;
            clock.after(within(Duration.ofSeconds(60)), at -> dark(site, lasting));
            for (int i = 0; i < District.DEVICES_PER_SITE; i++) {
                int device = i;
                clock.after(
                        within(Duration.ofMinutes(4)),
                        at -> {
                            raise(Thing.OFFLINE, site, device);
                            Duration back = lasting.plus(within(Duration.ofMinutes(3)));
                            clock.after(back, later -> end(Thing.OFFLINE, site, device));
                        });
            }
        }
    }

    private void dark(int cell, Duration lasting) {
        raise(Thing.DARK, cell, 0);
        clock.after(lasting, at -> end(Thing.DARK, cell, 0));
    }

    /** Rises and falls for days; half of them become orange, a few red; its sensors fail. */
    private void slope(int cell, int level) {
        raise(Thing.slope(level), cell, 0);
        if (random.nextInt(2) == 0) {
            clock.after(
                    within(Duration.ofHours(5)),
                    at -> {
                        raise(Thing.SENSOR, cell, 1);
                        clock.after(about(Duration.ofHours(4)), back -> end(Thing.SENSOR, cell, 1));
                    });
        }
        if (level > 1 && random.nextInt(2) == 0) {
            clock.after(about(Duration.ofHours(6)), at -> slope(cell, level - 1));
        } else {
            clock.after(about(Duration.ofHours(20)), at -> end(Thing.slope(level), cell, 0));
        }
    }

    private void fire(int cell) {
        for (int i = 0; i < 6; i++) {
            int burning = (cell + i * District.COMMUNITIES) % District.CELLS;
            clock.after(within(Duration.ofMinutes(2)), at -> raise(Thing.PRESS, burning, 1));
            clock.after(about(Duration.ofHours(2)), at -> end(Thing.PRESS, burning, 1));
        }
    }

    /** Somebody plays back what was recorded; half the time it then happens in truth. */
    private void recorded(int cell) {
        Thing thing = random.nextBoolean() ? Thing.PRESS : Thing.OFFLINE;
        say(thing, cell, 2, true, true);
        if (random.nextBoolean()) {
            clock.after(about(Duration.ofMinutes(20)), at -> raise(thing, cell, 2));
        }
        clock.after(about(Duration.ofHours(1)), at -> say(thing, cell, 2, false, false));
    }

    private void raise(Thing thing, int cell, int device) {
        tell(thing, cell, device, true);
    }

    private void end(Thing thing, int cell, int device) {
        tell(thing, cell, device, false);
    }

    private void tell(Thing thing, int cell, int device, boolean raised) {
        say(thing, cell, device, raised, false);
    }

    private void say(Thing thing, int cell, int device, boolean raised, boolean recorded) {
        Instant now = clock.now();
        var detection = District.detection(thing, cell, device, raised, recorded, now, n++);
        city.accept(AlertInput.of(detection));
        if (random.nextInt(50) == 0) {
            city.accept(AlertInput.of(detection)); // the job before it wrote it twice
        }
    }
}
