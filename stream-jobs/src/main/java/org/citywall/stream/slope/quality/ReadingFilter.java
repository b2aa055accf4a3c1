package org.citywall.stream.slope.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.stream.slope.quality.Filtered.Accepted;

/**
 * Hampel filter over the last eleven accepted readings, and what three readings in a row that stand
 * apart on the same side mean:
 *
 * <pre>
 *   one or two, then back ──► outliers (a typing error, a passing truck)
 *   three that agree      ──► a step: base station or instrument moved, or the ground; ask a person
 *   ... a power of ten    ──► wrong unit: not used
 *   three, ever further   ──► movement: all three count, unless the instrument scatters
 * </pre>
 */
public final class ReadingFilter {
    static final int WINDOW = 11;
    private static final int HELD = 3;

    /** Of noise, three in a row agree too often by chance. */
    private static final int HELD_OF_BROKEN = 6;

    private static final int JUDGED_FROM = 5;
    private static final double MILLIS_PER_DAY = 86_400_000.0;
    private static final double[] UNIT_RATIOS = {1e-3, 1e-2, 1e-1, 10, 100, 1000};

    private final QualityLimits limits;
    private final Scale scale;
    private final double sigma;
    private final double speed;
    private final double[] origin;
    private final DoubleSupplier noise;

    /**
     * @param scale what is large for this instrument
     * @param sigma standard deviation of a reading that the profile names; 0: none
     * @param speed mm/d at which the channel is known to move
     * @param origin raw values to which readings are relative
     * @param noise standard deviation of a reading as the whole series shows it; asked rarely
     */
    public ReadingFilter(
            QualityLimits limits,
            Scale scale,
            double sigma,
            double speed,
            double[] origin,
            DoubleSupplier noise) {
        this.limits = limits;
        this.scale = scale;
        this.sigma = sigma;
        this.speed = speed;
        this.origin = origin;
        this.noise = noise;
    }

    /** Judges one reading, relative to the origin. */
    public Filtered judge(FilterState state, long time, double[] relative) {
        Filtered found = judgeAlone(state, time, relative);
        boolean late = state.window().size() > 0 && time < state.window().lastTime();
        if (late || found.quality() == SlopeQuality.UNIT) {
            return found;
        }
        Scatter before = state.scatter();
        Scatter after =
                found.accepted().isEmpty()
                        ? before.withRefused(turned(state, relative), limits)
                        : before.withAccepted(found.accepted().size() - 1, limits);
        return found.with(found.state().with(after));
    }

    /** Whether the one before stands apart on the other side. */
    private static boolean turned(FilterState state, double[] relative) {
        Window held = state.held();
        return held.size() > 0
                && !sameSide(
                        state.window(),
                        held.reading(held.size() - 1),
                        minus(relative, state.offset()));
    }

    private Filtered judgeAlone(FilterState state, long time, double[] relative) {
        double[] reading = minus(relative, state.offset());
        boolean late = state.window().size() > 0 && time < state.window().lastTime();
        if (state.window().size() < JUDGED_FROM) {
            return accept(state, time, reading, late);
        }
        double excess = excess(state.window(), time, reading);
        if (excess <= 1) {
            return accept(late ? state : state.withoutUnit(), time, reading, late);
        }
        if (state.unit() != null && isNearUnit(state, reading)) {
            return Filtered.refused(state, SlopeQuality.UNIT, "量纲疑似错误，未恢复");
        }
        if (late) {
            return Filtered.refused(state, SlopeQuality.OUTLIER, apart(state, reading, excess));
        }
        return hold(state, time, reading, excess);
    }

    private Filtered accept(FilterState state, long time, double[] reading, boolean late) {
        if (late) {
            return new Filtered(
                    state, SlopeQuality.LATE, "迟到读数", List.of(new Accepted(time, reading)));
        }
        boolean stepped = !state.steps().isEmpty();
        return new Filtered(
                state.accepting(time, reading),
                stepped ? SlopeQuality.STEP : SlopeQuality.OK,
                stepped ? "已扣除待确认的跳变" : null,
                List.of(new Accepted(time, reading)));
    }

    private Filtered hold(FilterState state, long time, double[] reading, double excess) {
        boolean noisy = state.scatter().open() && !state.scatter().isOneSided();
        int needed = noisy ? HELD_OF_BROKEN : HELD;
        Window held = state.held().newest(needed);
        if (held.size() > 0 && !sameSide(state.window(), held.reading(held.size() - 1), reading)) {
            held = Window.empty(held.dims());
        }
        held = held.with(time, reading, needed);
        FilterState holding = state.holding(held);
        if (held.size() < needed) {
            return Filtered.refused(holding, SlopeQuality.OUTLIER, apart(state, reading, excess));
        }
        double known = Math.max(Math.max(sigma, scale.sigmaFloor()), noise.getAsDouble());
        if (isUnit(state, held, known)) {
            return wrongUnit(state, held);
        }
        double size = step(state, held, false).length();
        boolean large = size >= limits.stepFactor() * known;
        if (!large && !noisy) {
            // Eleven readings may look calmer than the series is.
            return release(holding, held, null);
        }
        if (large && isFlat(held, size, known)) {
            return takeOut(state, held);
        }
        if (!noisy && movesOn(state.window(), held)) {
            return release(holding, held, "连续三次同向增大，按真实位移处理");
        }
        return Filtered.refused(holding, SlopeQuality.OUTLIER, apart(state, reading, excess));
    }

    private static Filtered wrongUnit(FilterState state, Window held) {
        FilterState waiting = state.asking(step(state, held, true), state.offset());
        return Filtered.refused(waiting, SlopeQuality.UNIT, "读数为前值的 10 的整次幂倍，量纲疑似错误");
    }

    /** The jump is taken out; if it undoes those that wait, they are forgotten with it. */
    private Filtered takeOut(FilterState state, Window held) {
        PendingStep step = step(state, held, false);
        int from = undoneFrom(state, step);
        boolean undone = from < state.takenOut().size();
        double[] out = undone ? minus(new double[held.dims()], sum(state, from)) : step.size();
        double[] offset = plus(state.offset(), out);
        double[] by = minus(new double[held.dims()], out);
        FilterState after = undone ? state.undone(from, offset) : state.asking(step, offset);
        List<Accepted> accepted = new ArrayList<>(HELD);
        for (int i = 0; i < held.size(); i++) {
            double[] values = plus(held.reading(i), by);
            after = after.accepting(held.times()[i], values);
            accepted.add(new Accepted(held.times()[i], values));
        }
        String reason =
                undone ? "回到跳变前的位置" : "整体跳变 %.2f %s，待人工确认".formatted(step.length(), scale.unit());
        SlopeQuality quality = undone ? SlopeQuality.OK : SlopeQuality.STEP;
        return new Filtered(after, quality, reason, accepted);
    }

    private static Filtered release(FilterState state, Window held, String reason) {
        FilterState after = state.withoutUnit();
        List<Accepted> accepted = new ArrayList<>(HELD);
        for (int i = 0; i < held.size(); i++) {
            after = after.accepting(held.times()[i], held.reading(i));
            accepted.add(new Accepted(held.times()[i], held.reading(i)));
        }
        return new Filtered(after, SlopeQuality.OK, reason, accepted);
    }

    /** How many times further from the median than allowed; more than 1 stands apart. */
    private double excess(Window window, long time, double[] reading) {
        // The median is as old as the middle of the window.
        double days = Math.abs(time - window.times()[window.size() / 2]) / MILLIS_PER_DAY;
        double drift = Math.max(scale.driftPerDay(), limits.hampelFactor() * speed) * days;
        double excess = 0;
        for (int d = 0; d < window.dims(); d++) {
            double median = window.median(d);
            double allowed = allowed(window, d, median) + drift;
            excess = Math.max(excess, Math.abs(reading[d] - median) / allowed);
        }
        return excess;
    }

    private double allowed(Window window, int dim, double median) {
        double known = Math.max(sigma, scale.sigmaFloor());
        return limits.hampelFactor() * Math.max(window.deviation(dim, median), known);
    }

    /** Noise and slow drift explain what differs among them. */
    private boolean isFlat(Window held, double size, double known) {
        double days = (held.lastTime() - held.times()[0]) / MILLIS_PER_DAY;
        double allowed = 2 * limits.hampelFactor() * known + scale.driftPerDay() * days;
        for (int d = 0; d < held.dims(); d++) {
            if (held.range(d) > Math.min(allowed, size / 2)) {
                return false;
            }
        }
        return true;
    }

    private static boolean movesOn(Window window, Window held) {
        double before = 0;
        for (int i = 0; i < held.size(); i++) {
            double distance = length(minus(held.reading(i), medians(window)));
            if (distance <= before) {
                return false;
            }
            before = distance;
        }
        return true;
    }

    /** A power of ten of it, further than a slope may move at once, and both clear of the noise. */
    private boolean isUnit(FilterState state, Window held, double known) {
        for (int i = 0; i < held.size(); i++) {
            double[] base = rawMedians(state);
            double[] raw = raw(state, held.reading(i));
            double least = Math.min(length(base), length(raw));
            if (least < limits.stepFactor() * known
                    || length(minus(raw, base)) < unitJump(length(raw) / length(base))
                    || power(length(raw) / length(base)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Nothing grows a thousandfold; ten- and hundredfold a crack may, if it was narrow. */
    private double unitJump(double ratio) {
        boolean thousand = ratio > 300 || ratio < 1 / 300.0;
        return thousand ? 0 : limits.unitJumps() * scale.mayMove();
    }

    /** Still as wrong as when it was found. */
    private boolean isNearUnit(FilterState state, double[] reading) {
        double size = length(rawMedians(state));
        double then = length(plus(rawMedians(state), state.unit().size())) / size;
        return power(length(raw(state, reading)) / size) == power(then);
    }

    /** The power of ten that a ratio is; 0: it is none. */
    private double power(double ratio) {
        for (double power : UNIT_RATIOS) {
            if (Math.abs(ratio / power - 1) <= limits.unitTolerance()) {
                return power;
            }
        }
        return 0;
    }

    private double[] rawMedians(FilterState state) {
        return raw(state, medians(state.window()));
    }

    private double[] raw(FilterState state, double[] reading) {
        return plus(plus(reading, state.offset()), origin);
    }

    /** Index of the first of the newest steps that this one undoes together; or their number. */
    private int undoneFrom(FilterState state, PendingStep step) {
        int from = state.takenOut().size() - 1;
        while (from >= 0 && !undoes(state, plus(step.size(), sum(state, from)))) {
            from--;
        }
        return from < 0 ? state.takenOut().size() : from;
    }

    private static double[] sum(FilterState state, int from) {
        double[] sum = new double[state.offset().length];
        for (PendingStep one : state.takenOut().subList(from, state.takenOut().size())) {
            sum = plus(sum, one.size());
        }
        return sum;
    }

    private boolean undoes(FilterState state, double[] rest) {
        for (int d = 0; d < rest.length; d++) {
            double median = state.window().median(d);
            if (Math.abs(rest[d]) > 2 * allowed(state.window(), d, median)) {
                return false;
            }
        }
        return true;
    }

    private static PendingStep step(FilterState state, Window held, boolean unit) {
        double[] size = minus(medians(held), medians(state.window()));
        return new PendingStep(Instant.ofEpochMilli(held.times()[0]), size, unit);
    }

    private static boolean sameSide(Window window, double[] a, double[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) {
            double median = window.median(d);
            dot += (a[d] - median) * (b[d] - median);
        }
        return dot > 0;
    }

    private static String apart(FilterState state, double[] reading, double excess) {
        double off = length(minus(reading, medians(state.window())));
        return "偏离前 %d 次中位数 %.2f（限值的 %.1f 倍），待后续读数".formatted(state.window().size(), off, excess);
    }

    private static double[] medians(Window window) {
        double[] medians = new double[window.dims()];
        for (int d = 0; d < medians.length; d++) {
            medians[d] = window.median(d);
        }
        return medians;
    }

    private static double length(double[] vector) {
        double length = 0;
        for (double part : vector) {
            length = Math.hypot(length, part);
        }
        return length;
    }

    static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int d = 0; d < sum.length; d++) {
            sum[d] += b[d];
        }
        return sum;
    }

    static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int d = 0; d < difference.length; d++) {
            difference[d] -= b[d];
        }
        return difference;
    }
}
