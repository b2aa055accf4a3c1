package org.citywall.stream.slope.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the checks remember of one channel.
 *
 * @param window the last eleven accepted readings, without the steps taken out
 * @param held up to six readings in a row that stand apart
 * @param offset sum of the steps taken out
 * @param steps the steps that wait for a person, at most four, oldest first; a wrong unit is the
 *     last of them
 * @param scatter how many of the last readings stood apart
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record FilterState(
        Window window, Window held, double[] offset, List<PendingStep> steps, Scatter scatter) {
    private static final int MOST_STEPS = 4;

    /** An older state has no such memory. */
    public FilterState {
        steps = steps == null ? List.of() : steps;
        scatter = scatter == null ? Scatter.NONE : scatter;
    }

    /** A channel without readings. */
    public static FilterState empty(int dims) {
        return new FilterState(
                Window.empty(dims), Window.empty(dims), new double[dims], List.of(), Scatter.NONE);
    }

    /** What a person is asked about first: a wrong unit, else the largest step; null: nothing. */
    public PendingStep step() {
        PendingStep first = unit();
        if (first != null) {
            return first;
        }
        for (PendingStep one : steps) {
            first = first == null || one.length() > first.length() ? one : first;
        }
        return first;
    }

    /** The wrong unit in which readings come; null: none. */
    PendingStep unit() {
        PendingStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        return last != null && last.unit() ? last : null;
    }

    /** The steps that were taken out of the series. */
    List<PendingStep> takenOut() {
        return unit() == null ? steps : steps.subList(0, steps.size() - 1);
    }

    FilterState holding(Window newHeld) {
        return new FilterState(window, newHeld, offset, steps, scatter);
    }

    FilterState accepting(long time, double[] reading) {
        Window newWindow = window.with(time, reading, ReadingFilter.WINDOW);
        return new FilterState(newWindow, Window.empty(window.dims()), offset, steps, scatter);
    }

    FilterState withoutUnit() {
        return new FilterState(window, held, offset, List.copyOf(takenOut()), scatter);
    }

    /**
     * Waiting for a verdict on one more. Too many are one with the newest's time: nobody saw it.
     */
    FilterState asking(PendingStep newest, double[] newOffset) {
        List<PendingStep> asked = new ArrayList<>(takenOut());
        PendingStep last = newest;
        if (asked.size() == MOST_STEPS && !newest.unit()) {
            double[] both = ReadingFilter.plus(asked.remove(MOST_STEPS - 1).size(), newest.size());
            last = new PendingStep(newest.at(), both, false);
        }
        asked.add(last);
        return new FilterState(
                window, Window.empty(window.dims()), newOffset, List.copyOf(asked), scatter);
    }

    /** Steps from this one on were undone. */
    FilterState undone(int from, double[] newOffset) {
        return new FilterState(
                window,
                Window.empty(window.dims()),
                newOffset,
                List.copyOf(takenOut().subList(0, from)),
                scatter);
    }

    FilterState with(Scatter newScatter) {
        return new FilterState(window, held, offset, steps, newScatter);
    }

    /** With one more component; the window begins anew, as nothing is known of its noise. */
    public FilterState widened() {
        int dims = offset.length + 1;
        List<PendingStep> wide = new ArrayList<>();
        for (PendingStep one : steps) {
            wide.add(new PendingStep(one.at(), Arrays.copyOf(one.size(), dims), one.unit()));
        }
        return new FilterState(
                Window.empty(dims),
                Window.empty(dims),
                Arrays.copyOf(offset, dims),
                List.copyOf(wide),
                scatter);
    }

    /** A person judged a step: what was taken out comes back, or stays out for good. */
    public FilterState judged(PendingStep step, boolean moved) {
        List<PendingStep> others = new ArrayList<>(steps);
        others.removeIf(one -> one.at().equals(step.at()) && one.unit() == step.unit());
        if (!moved) {
            return new FilterState(window, held, offset, List.copyOf(others), scatter);
        }
        // Readings in a wrong unit were never used and never taken out: from here on they count.
        double[] newOffset = step.unit() ? offset : ReadingFilter.minus(offset, step.size());
        return new FilterState(
                window.shifted(step.size()),
                step.unit() ? held : held.shifted(step.size()),
                newOffset,
                List.copyOf(others),
                scatter);
    }
}
