package org.citywall.stream.fire;

import java.time.Duration;
import java.util.List;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.TestPoint;

/**
 * What a registered test expects. Everything else in its building is real:
 *
 * <ul>
 *   <li>a point that is not listed (an empty list means all points of the site);
 *   <li>a signal of another kind than its entry declares;
 *   <li>presses and detectors in one test, unless each of them is listed with its kind declared;
 *   <li>an alarm of a panel that names no point, unless the panel is listed as a whole, or one of
 *       its listed points was taken just before (panels report themselves and the point).
 * </ul>
 */
final class DrillScope {
    private DrillScope() {}

    static boolean expects(DrillWindow test, FireSignal signal, FirePolicy policy) {
        if (isSummary(test, signal, policy)) {
            return true;
        }
        List<TestPoint> listed = test.window().points();
        boolean isListed =
                listed.isEmpty()
                        || listed.stream().anyMatch(p -> covers(p, signal) && isOfKind(p, signal));
        return isListed && (isOnlyKind(test, signal) || areAllDeclared(test, signal));
    }

    private static boolean covers(TestPoint listed, FireSignal signal) {
        return listed.deviceId().equals(signal.deviceId())
                && (listed.point() == null || listed.point().equals(signal.point()));
    }

    private static boolean isOfKind(TestPoint listed, FireSignal signal) {
        return listed.expects() == null || listed.expects() == signal.signal();
    }

    private static boolean isOnlyKind(DrillWindow test, FireSignal signal) {
        return test.taken().stream().allMatch(taken -> taken.signal().signal() == signal.signal());
    }

    private static boolean areAllDeclared(DrillWindow test, FireSignal signal) {
        return isDeclared(test, signal)
                && test.taken().stream().allMatch(taken -> isDeclared(test, taken.signal()));
    }

    private static boolean isDeclared(DrillWindow test, FireSignal signal) {
        return test.window().points().stream()
                .anyMatch(p -> covers(p, signal) && p.expects() == signal.signal());
    }

    /** What a panel says of itself while one of its points is being tested. */
    private static boolean isSummary(DrillWindow test, FireSignal signal, FirePolicy policy) {
        return signal.point() == null
                && test.taken().stream()
                        .map(TakenSignal::signal)
                        .filter(taken -> taken.point() != null)
                        .filter(taken -> taken.deviceId().equals(signal.deviceId()))
                        .anyMatch(
                                taken ->
                                        Duration.between(taken.receivedAt(), signal.receivedAt())
                                                        .abs()
                                                        .compareTo(policy.coincidenceWindow())
                                                <= 0);
    }
}
