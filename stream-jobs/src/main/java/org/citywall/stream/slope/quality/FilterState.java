package org.citywall.stream.slope.quality;

import java.util.Arrays;

/**
 * What the checks remember of one channel.
 *
 * @param window the last eleven accepted readings, without the steps taken out
 * @param held up to three readings in a row that stand apart
 * @param offset sum of the steps taken out
 * @param step the step that waits for a person; null: none
 * @param scatter how many of the last readings stood apart
 */
@SuppressWarnings("ArrayRecordComponent") // Primitive arrays keep the state small; nobody compares.
public record FilterState(
        Window window, Window held, double[] offset, PendingStep step, Scatter scatter) {
    /** An older state has no such memory. */
    public FilterState {
        scatter = scatter == null ? Scatter.NONE : scatter;
    }

    /** A channel without readings. */
    public static FilterState empty(int dims) {
        return new FilterState(
                Window.empty(dims), Window.empty(dims), new double[dims], null, Scatter.NONE);
    }

    FilterState holding(Window newHeld) {
        return new FilterState(window, newHeld, offset, step, scatter);
    }

    FilterState accepting(long time, double[] reading) {
        Window newWindow = window.with(time, reading, ReadingFilter.WINDOW);
        return new FilterState(newWindow, Window.empty(window.dims()), offset, step, scatter);
    }

    FilterState withStep(PendingStep newStep) {
        return new FilterState(window, held, offset, newStep, scatter);
    }

    FilterState with(Scatter newScatter) {
        return new FilterState(window, held, offset, step, newScatter);
    }

    /** With one more component; the window begins anew, as nothing is known of its noise. */
    public FilterState widened() {
        int dims = offset.length + 1;
        PendingStep wide =
                step == null
                        ? null
                        : new PendingStep(step.at(), Arrays.copyOf(step.size(), dims), step.unit());
        return new FilterState(
                Window.empty(dims), Window.empty(dims), Arrays.copyOf(offset, dims), wide, scatter);
    }

    /** A person judged the step: what was taken out comes back, or stays out for good. */
    public FilterState judged(boolean moved) {
        if (!moved) {
            return withStep(null);
        }
        if (step.unit()) {
            // Its readings were never used: from here on they are.
            return new FilterState(window.shifted(step.size()), held, offset, null, scatter);
        }
        double[] newOffset = ReadingFilter.minus(offset, step.size());
        return new FilterState(window.shifted(step.size()), held, newOffset, null, scatter);
    }
}
