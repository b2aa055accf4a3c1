package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.citywall.contracts.ebike.PortCurve;

/**
 * The last 30 minutes of a port, a sample a minute: mean power, mean of its squares, swings, and
 * highest temperature. A minute without measurement is NaN.
 */
public final class Minutes {
    /** Length of the curve that goes with a detection. */
    public static final int LENGTH = 30;

    /** Length of the window of the fluctuation. */
    static final int WINDOW = 10;

    static final long MINUTE = 60_000;
    private static final int SUSTAINED = 3;

    /** The minute that is not complete, since 1970; 0: none yet. */
    public long minute;

    public float[] powerW = empty(LENGTH);
    public float[] tempC = empty(LENGTH);
    public float[] squareW = empty(WINDOW);
    public byte[] swings = new byte[WINDOW];

    /** Of the minute that is not complete. */
    public double sumW;

    public double sumSquareW;
    public int samples;

    private static float[] empty(int length) {
        float[] none = new float[length];
        Arrays.fill(none, Float.NaN);
        return none;
    }

    /** Whether a reading of this time begins a new minute, so that the one before is complete. */
    boolean isNew(long at) {
        return minute != at / MINUTE;
    }

    /** Goes on to the minute of this time; minutes between have no measurement. */
    void moveTo(long at) {
        long next = at / MINUTE;
        long from = minute == 0 || next - minute > LENGTH ? next - LENGTH : minute;
        for (long one = from + 1; one <= next; one++) {
            powerW[slot(one, LENGTH)] = Float.NaN;
            tempC[slot(one, LENGTH)] = Float.NaN;
            squareW[slot(one, WINDOW)] = Float.NaN;
            swings[slot(one, WINDOW)] = 0;
        }
        minute = next;
        sumW = 0;
        sumSquareW = 0;
        samples = 0;
    }

    /** All of it moves by so many minutes: the clock of the port was set. */
    void shift(long minutes) {
        if (minute == 0 || minutes == 0) {
            return;
        }
        Minutes old = new Minutes();
        for (long one = minute - LENGTH + 1; one <= minute; one++) {
            int to = slot(one + minutes, LENGTH);
            old.powerW[to] = powerW[slot(one, LENGTH)];
            old.tempC[to] = tempC[slot(one, LENGTH)];
            if (one > minute - WINDOW) {
                old.squareW[slot(one + minutes, WINDOW)] = squareW[slot(one, WINDOW)];
                old.swings[slot(one + minutes, WINDOW)] = swings[slot(one, WINDOW)];
            }
        }
        powerW = old.powerW;
        tempC = old.tempC;
        squareW = old.squareW;
        swings = old.swings;
        minute += minutes;
    }

    void addPower(double watts) {
        samples++;
        sumW += watts;
        sumSquareW += watts * watts;
        powerW[slot(minute, LENGTH)] = (float) (sumW / samples);
        squareW[slot(minute, WINDOW)] = (float) (sumSquareW / samples);
    }

    void addTemp(double celsius) {
        int slot = slot(minute, LENGTH);
        if (!(tempC[slot] >= celsius)) {
            tempC[slot] = (float) celsius;
        }
    }

    void addSwing() {
        int slot = slot(minute, WINDOW);
        swings[slot] = (byte) Math.min(Byte.MAX_VALUE, swings[slot] + 1);
    }

    /** Mean power of the minute so many before the one at hand; NaN: not measured. */
    double power(int before) {
        return before < LENGTH ? powerW[slot(minute - before, LENGTH)] : Double.NaN;
    }

    double temp(int before) {
        return before < LENGTH ? tempC[slot(minute - before, LENGTH)] : Double.NaN;
    }

    /**
     * The newest complete minute that was measured, since 1970, of the last three, or of as many as
     * lie between two samples; 0: none was.
     */
    long newestMeasured(int every) {
        for (int i = 1; i <= Math.max(SUSTAINED, every + 1); i++) {
            if (!Double.isNaN(power(i))) {
                return minute - i;
            }
        }
        return 0;
    }

    /**
     * Least mean power of the three newest complete minutes that were measured, of the last six, or
     * of as many as three samples take. NaN: fewer were.
     *
     * @param every minutes from one sample to the next
     * @param complete only so many minutes are looked at
     */
    double sustainedW(int every, long complete) {
        double least = Double.POSITIVE_INFINITY;
        int measured = 0;
        long look = Math.min(complete, Math.max(2 * SUSTAINED, SUSTAINED * every + 1));
        for (int i = 1; i <= look && measured < SUSTAINED; i++) {
            double one = power(i);
            if (!Double.isNaN(one)) {
                least = Math.min(least, one);
                measured++;
            }
        }
        return measured < SUSTAINED ? Double.NaN : least;
    }

    /** Lowest temperature of all minutes; NaN: none was measured. */
    double coldestC() {
        double coldest = Double.NaN;
        for (float one : tempC) {
            if (!(coldest <= one) && !Float.isNaN(one)) {
                coldest = one;
            }
        }
        return coldest;
    }

    /** Swings of the last ten minutes. */
    int swings() {
        int sum = 0;
        for (byte one : swings) {
            sum += one;
        }
        return sum;
    }

    /** Standard deviation over mean of the last ten minutes; NaN: three of them are missing. */
    double variation() {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < WINDOW; i++) {
            double mean = power(i);
            float square = squareW[slot(minute - i, WINDOW)];
            if (!Double.isNaN(mean) && !Float.isNaN(square)) {
                sum += mean;
                squares += square;
                count++;
            }
        }
        if (count <= WINDOW - SUSTAINED || sum <= 0) {
            return Double.NaN;
        }
        return variation(sum, squares, count);
    }

    /**
     * Whether eight of the last so many minutes were measured: fewer say nothing of all of them.
     */
    boolean isMeasured(int window) {
        int measured = 0;
        for (int i = 0; i < window; i++) {
            measured += Double.isNaN(power(i)) ? 0 : 1;
        }
        return measured > WINDOW - SUSTAINED;
    }

    /** How often the power turned by this much in all complete minutes. */
    int turns(double size) {
        double turn = Double.NaN;
        boolean rising = false;
        int turns = 0;
        for (int i = LENGTH - 1; i >= 1; i--) {
            double one = power(i);
            if (Double.isNaN(one)) {
                continue;
            }
            double since = rising ? turn - one : one - turn;
            if (since > size) {
                turns++;
                rising = !rising;
                turn = one;
            } else if (!(since >= 0)) {
                turn = one;
            }
        }
        return turns;
    }

    /**
     * Standard deviation over mean of all complete minutes; NaN: fewer than eight were measured.
     */
    double longVariation() {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 1; i < LENGTH; i++) {
            double one = power(i);
            if (!Double.isNaN(one)) {
                sum += one;
                squares += one * one;
                count++;
            }
        }
        return count <= WINDOW - SUSTAINED ? Double.NaN : variation(sum, squares, count);
    }

    private static double variation(double sum, double squares, int count) {
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean;
    }

    /** For people; null: nothing was measured. */
    PortCurve curve() {
        if (minute == 0) {
            return null;
        }
        List<Double> powers = new ArrayList<>(LENGTH);
        List<Double> temps = new ArrayList<>(LENGTH);
        boolean measured = false;
        for (int before = LENGTH - 1; before >= 0; before--) {
            powers.add(tenths(power(before)));
            temps.add(tenths(temp(before)));
            measured |=
                    powers.get(powers.size() - 1) != null || temps.get(temps.size() - 1) != null;
        }
        Instant from = Instant.ofEpochMilli((minute - LENGTH + 1) * MINUTE);
        return measured ? new PortCurve(from, powers, temps) : null;
    }

    private static Double tenths(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 10) / 10.0;
    }

    private static int slot(long minute, int length) {
        return (int) Math.floorMod(minute, (long) length);
    }
}
