package org.citywall.stream.slope.level;

import java.time.Duration;
import java.util.Arrays;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.stream.slope.series.Slots;

/**
 * The level of one instrument with its memory: up as soon as three of the last five evaluations
 * agree, down only after it was held for its time and six evaluations in a row were below it.
 *
 * @param last levels of the last evaluations, at most five, oldest first
 * @param level level after persistence
 * @param heldSlot slot of the newest evaluation at that level or graver
 * @param sinceSlot slot at which it got this level
 * @param quiet evaluations in a row below it
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record Grade(byte[] last, int level, int heldSlot, int sinceSlot, int quiet) {
    private static final int REMEMBERED = 5;

    public static final Grade NONE = new Grade(new byte[0], SlopeView.NO_LEVEL, 0, 0, 0);

    /** With one more evaluation. */
    public Grade with(int raw, int slot, LevelLimits limits) {
        byte[] newLast =
                last.length < REMEMBERED
                        ? Arrays.copyOf(last, last.length + 1)
                        : Arrays.copyOfRange(last, 1, REMEMBERED + 1);
        newLast[newLast.length - 1] = (byte) raw;
        int reached = reached(newLast, limits.evaluations());
        if (reached < level) {
            return new Grade(newLast, reached, slot, slot, 0);
        }
        if (raw <= level) {
            return new Grade(newLast, level, slot, sinceSlot, 0);
        }
        Duration held = Duration.ofSeconds((long) (slot - heldSlot) * Slots.SECONDS);
        boolean over =
                quiet + 1 >= limits.quietEvaluations() && held.compareTo(limits.hold(level)) >= 0;
        return over
                ? new Grade(newLast, reached, slot, slot, 0)
                : new Grade(newLast, level, heldSlot, sinceSlot, quiet + 1);
    }

    /** What the last evaluations say, whatever is held; never less than the newest of them. */
    public int shown(LevelLimits limits) {
        return Math.max(level, Math.min(newest(), reached(last, limits.evaluations())));
    }

    /** Level of the newest evaluation alone. */
    public int newest() {
        return last.length == 0 ? SlopeView.NO_LEVEL : last[last.length - 1];
    }

    /** The newest evaluation once more, with other numbers: it does not count twice. */
    public Grade again(int raw, int slot, LevelLimits limits) {
        if (last.length == 0) {
            return this;
        }
        byte[] before = Arrays.copyOf(last, last.length - 1);
        return new Grade(before, level, heldSlot, sinceSlot, Math.max(0, quiet - 1))
                .with(raw, slot, limits);
    }

    /** At least this level from now on, without waiting for evaluations: a person has said so. */
    public Grade atLeast(int least, int slot) {
        return least < level ? new Grade(last, least, slot, slot, 0) : this;
    }

    /** The evaluations below it do not count: they say nothing. */
    public Grade unquiet() {
        return new Grade(last, level, heldSlot, sinceSlot, 0);
    }

    /** A person takes back what is only held. */
    public Grade released(int slot, LevelLimits limits) {
        int shown = shown(limits);
        return shown == level ? this : new Grade(last, shown, slot, slot, 0);
    }

    /** How many of the last evaluations were at this level or graver. */
    public int count(int atLevel) {
        int count = 0;
        for (byte one : last) {
            count += one <= atLevel ? 1 : 0;
        }
        return count;
    }

    private static int reached(byte[] levels, int needed) {
        if (levels.length < needed) {
            return SlopeView.NO_LEVEL;
        }
        byte[] sorted = levels.clone();
        Arrays.sort(sorted);
        return sorted[needed - 1];
    }
}
