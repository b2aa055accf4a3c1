package org.citywall.stream.alert.across;

/**
 * What a stage across groups remembers of one alert, whose changes wait until event time has passed
 * them.
 */
public interface AlertPart {
    /** Whether nothing need be remembered. */
    boolean isEmpty();

    /** When the next version of the rules takes over, in milliseconds; 0: none is known. */
    long lookAt();

    /**
     * Whether a change waits for just this moment.
     *
     * @param moment event time, in milliseconds
     */
    boolean waitsFor(long moment);
}
