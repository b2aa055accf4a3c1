package org.citywall.contracts.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.place.SiteRef;

/**
 * One rule hit on one device at one time, or its end.
 *
 * @param id deterministic: the same signals and rules give the same id in a replay
 * @param groupKey domain/class/site by default; frozen per raised condition so that its clear
 *     follows it
 * @param domain what it is about
 * @param alertClass danger or maintenance
 * @param kind rule name: press, detector, fault, offline …
 * @param level 1 (red) to 4 (blue)
 * @param raised true: the condition began or was seen again; false: it ended
 * @param deviceId the device
 * @param point the point inside the device, if any
 * @param title a few words for the stack of alerts, in Chinese
 * @param reason one sentence with the numbers that decided
 * @param evidence name → value with unit
 * @param site where
 * @param place grid path
 * @param placeName the same in words
 * @param signalAt the device's own time of the signal; null if it gave none
 * @param receivedAt when the gateway had the whole message
 * @param rawPressId {@code RawPress.id} of the press behind it; null for other signals
 * @param replay from a recorded event
 * @param tags wire names of {@link AlertTag}
 * @param responsible account of the person who must answer a slope alarm; null: nobody is named
 */
public record Detection(
        String id,
        String groupKey,
        AlertDomain domain,
        AlertClass alertClass,
        String kind,
        int level,
        boolean raised,
        String deviceId,
        @Nullable String point,
        String title,
        String reason,
        Map<String, String> evidence,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        @Nullable Instant signalAt,
        Instant receivedAt,
        @Nullable String rawPressId,
        boolean replay,
        List<String> tags,
        @Nullable String responsible) {
    /**
     * Kind of an alert, and tag of the detection that makes it one: more than one point of a
     * building alarms at once. The detection keeps its own kind, so that its clear finds it.
     */
    public static final String INCIDENT = AlertTag.INCIDENT.wireName();

    /** Kind: a registered test is over, and something that alarmed in it was not restored. */
    public static final String DRILL_UNRESTORED = "drill-unrestored";

    /** Kind and tag: several buildings near each other alarm at once. */
    public static final String AREA_INCIDENT = "area-incident";

    /** The same detection in another group. */
    public Detection inGroup(String key) {
        return new Detection(
                id,
                key,
                domain,
                alertClass,
                kind,
                level,
                raised,
                deviceId,
                point,
                title,
                reason,
                evidence,
                site,
                place,
                placeName,
                signalAt,
                receivedAt,
                rawPressId,
                replay,
                tags,
                responsible);
    }

    /** A detection that names nobody: of all domains but slopes. */
    public Detection(
            String id,
            String groupKey,
            AlertDomain domain,
            AlertClass alertClass,
            String kind,
            int level,
            boolean raised,
            String deviceId,
            @Nullable String point,
            String title,
            String reason,
            Map<String, String> evidence,
            @Nullable SiteRef site,
            @Nullable String place,
            @Nullable String placeName,
            @Nullable Instant signalAt,
            Instant receivedAt,
            @Nullable String rawPressId,
            boolean replay,
            List<String> tags) {
        this(
                id,
                groupKey,
                domain,
                alertClass,
                kind,
                level,
                raised,
                deviceId,
                point,
                title,
                reason,
                evidence,
                site,
                place,
                placeName,
                signalAt,
                receivedAt,
                rawPressId,
                replay,
                tags,
                null);
    }
}
