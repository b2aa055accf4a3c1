package org.citywall.stream.ebike;

import java.time.Instant;

/**
 * What a camera saw and has not been quiet about for long.
 *
 * @param cameraId registry id of the camera
 * @param rule what it means
 * @param level its level
 * @param until log time at which it is over, ms
 * @param receivedAt when the gateway had its newest event
 */
public record CameraSight(
        String cameraId, EbikeKind rule, int level, long until, Instant receivedAt) {}
