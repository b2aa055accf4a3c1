package org.citywall.contracts.ebike;

import java.time.Instant;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * What a camera's own analysis saw, normalised and enriched with its place.
 *
 * @param id the sender's event id
 * @param source the sender, a CloudEvents source
 * @param cameraId registry id of the camera
 * @param kind {@link #EBIKE_IN_LIFT}, {@link #SMOKE}, or a word of the sender's
 * @param confidence of the analysis, 0 to 1
 * @param imageUrl picture of what was seen
 * @param deviceTime the camera's own time
 * @param receivedAt when the gateway had the whole message
 * @param site the building
 * @param place grid path of the building
 * @param placeName the same in words
 * @param replay a recorded event: never pages
 */
public record CameraEvent(
        String id,
        String source,
        String cameraId,
        String kind,
        double confidence,
        @Nullable String imageUrl,
        @Nullable Instant deviceTime,
        Instant receivedAt,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        boolean replay) {
    /** An e-bike is taken into a lift, and so into a flat. */
    public static final String EBIKE_IN_LIFT = "ebike-in-lift";

    /** Smoke was seen. */
    public static final String SMOKE = "smoke";
}
