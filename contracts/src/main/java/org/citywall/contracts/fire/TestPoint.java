package org.citywall.contracts.fire;

import org.citywall.contracts.Nullable;

/**
 * What a {@link TestWindow} allows to be tested.
 *
 * @param deviceId the device
 * @param point one point of it; null: the device with all its points
 * @param expects press or alarm: the only kind of signal that the test will cause there; null: not
 *     declared, either may come but not both in one test
 */
public record TestPoint(
        String deviceId, @Nullable String point, @Nullable FireSignalKind expects) {}
