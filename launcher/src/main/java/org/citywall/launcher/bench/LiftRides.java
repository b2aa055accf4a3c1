package org.citywall.launcher.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.ebike.EbikeDecision;
import org.citywall.stream.ebike.EbikeKind;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.EbikeRule;
import org.citywall.stream.ebike.Ports;
import org.citywall.stream.ebike.SiteMemory;

/**
 * Rides in lifts, of bikes and of what looks like one, as a camera tells them: some pictures of a
 * ride each, with how sure it is. That is all the rule has; what cameras really are sure of nobody
 * has measured here, so this says that the rule tells each ride once, not how good a camera is.
 */
final class LiftRides {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String CAMERA = "CAM-LIFT";
    private static final int EVERY_S = 3_600;
    private static final int MOST_PICTURES = 5;
    private static final int PICTURE_S = 4;

    /** A bike is seen with 0.5 to 1, a pram or a wheelchair with 0.1 to 0.65: assumptions. */
    private static final double BIKE_FROM = 0.5;

    private static final double BIKE_TO = 1;
    private static final double OTHER_FROM = 0.1;
    private static final double OTHER_TO = 0.65;

    private LiftRides() {}

    /**
     * What became of them.
     *
     * @param bikes rides with a bike
     * @param found of them that were told
     * @param others rides without
     * @param falsely of them that were told
     * @param delays from the first picture of a bike to its detection, min
     */
    record Outcome(int bikes, int found, int others, int falsely, List<Double> delays) {}

    /** So many rides of each kind in turn, an hour apart. */
    static Outcome run(int rides, long seed, EbikePolicy policy) {
        SplittableRandom random = new SplittableRandom(seed);
        SiteMemory memory = SiteMemory.empty("B-001");
        Ports ports = Ports.inMemory();
        List<Double> delays = new ArrayList<>();
        int found = 0;
        int falsely = 0;
        for (int ride = 0; ride < 2 * rides; ride++) {
            boolean isBike = ride % 2 == 0;
            Instant begun = START.plusSeconds((long) ride * EVERY_S);
            EbikeRule.advanceTo(memory, ports, begun, policy);
            int pictures = random.nextInt(1, MOST_PICTURES + 1);
            int told = 0;
            for (int i = 0; i < pictures; i++) {
                Instant at = begun.plusSeconds((long) i * PICTURE_S);
                double confidence =
                        isBike
                                ? random.nextDouble(BIKE_FROM, BIKE_TO)
                                : random.nextDouble(OTHER_FROM, OTHER_TO);
                CameraEvent event = event(ride + "-" + i, confidence, at);
                EbikeDecision decision = EbikeRule.apply(memory, ports, event, at, policy);
                for (Detection one : decision.detections()) {
                    if (one.raised() && one.kind().equals(EbikeKind.EBIKE_IN_LIFT.wireName())) {
                        told++;
                        if (isBike) {
                            delays.add(i * PICTURE_S / 60.0);
                        }
                    }
                }
            }
            found += isBike ? told : 0;
            falsely += isBike ? 0 : told;
        }
        return new Outcome(rides, found, rides, falsely, delays);
    }

    private static CameraEvent event(String id, double confidence, Instant at) {
        return new CameraEvent(
                id,
                CAMERA,
                CAMERA,
                CameraEvent.EBIKE_IN_LIFT,
                confidence,
                null,
                at,
                at,
                new SiteRef("B-001", "榕树新村 1 栋", 114.03, 22.52),
                "yunwan/shapu/B-001",
                "云湾区",
                false);
    }
}
