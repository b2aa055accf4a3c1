package org.citywall.stream.slope;

import java.util.Random;

/** Displacements of slopes, mm, as functions of the day. */
final class Series {
    static final double FAILURE_DAY = 100;
    private static final double UNIFORM_RATE = 0.5;
    private static final double ONSET_DAY = 60;
    private static final double A = 0.05;

    private Series() {}

    /** 0.5 mm/d until day 60, then 1/v = 0.05 (100 − t): failure at day 100. */
    static double fukuzono(double day) {
        if (day <= ONSET_DAY) {
            return UNIFORM_RATE * day;
        }
        double whole = FAILURE_DAY - ONSET_DAY;
        return UNIFORM_RATE * ONSET_DAY + Math.log(whole / (FAILURE_DAY - day)) / A;
    }

    /** With normal noise and, in one of {@code 1 / share}, an outlier of up to 50 mm. */
    static double noisy(double exact, Random random, double sigma, double share) {
        boolean outlier = random.nextDouble() < share;
        double off = outlier ? (random.nextDouble() - 0.5) * 100 : sigma * random.nextGaussian();
        return exact + off;
    }
}
