package org.citywall.contracts.fire;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.place.SiteRef;

/**
 * One signal of a fire device, normalised and enriched with its place. For fire the received time
 * counts: device clocks are wrong by months (docs/domain/fire.md, "Clocks").
 *
 * @param id the sender's event id; (source, id) is the duplicate key
 * @param source the sender, a CloudEvents source
 * @param deviceId registry id of the device
 * @param point the point or loop inside the device, if it has more than one
 * @param signal what happened
 * @param componentType component type code of GB/T 26875.3, if given
 * @param value analogue value, in {@code unit}
 * @param unit unit of {@code value}
 * @param detail free text of the device
 * @param deviceTime the device's own clock, never trusted for ordering
 * @param receivedAt when the gateway had the whole message
 * @param site where it is; null only for a device that is not registered
 * @param place grid path of the site, for example {@code yunwan/shapu/c01/g0103/B-0042}
 * @param placeName the same in words
 * @param registered false for a device that the registry does not know (未登记)
 * @param replay a recorded event: raises alerts marked as replay, never pages
 * @param homeSiteId site of the device itself, if its point lies at another ({@code site}): the
 *     device then shows its life only at home; null: {@code site} is the device's own
 * @param tags marks of the sender that every detection of the signal carries on, for example {@link
 *     #TEST_BIT}; records from before there were any have none
 */
public record FireSignal(
        String id,
        String source,
        String deviceId,
        @Nullable String point,
        FireSignalKind signal,
        @Nullable Integer componentType,
        @Nullable Double value,
        @Nullable String unit,
        @Nullable String detail,
        @Nullable Instant deviceTime,
        Instant receivedAt,
        @Nullable SiteRef site,
        @Nullable String place,
        @Nullable String placeName,
        boolean registered,
        boolean replay,
        @Nullable String homeSiteId,
        List<String> tags) {
    /** Tag of a fire that a panel in test mode reported: it is a fire all the same. */
    public static final String TEST_BIT = AlertTag.TEST_BIT.wireName();

    /** Tag of an operation by which a person answered a duty check (查岗). */
    public static final String DUTY_ANSWER = AlertTag.DUTY_ANSWER.wireName();

    /**
     * Begins the {@code source} of signals that came over GB/T 26875.3. The rest is the device id.
     * Panels number anew after a loss of power, so their ids are remembered for minutes only.
     */
    public static final String PANEL_SOURCE = "gb26875/";

    /** The {@code source} of what a gateway says of the duty checks of a device. */
    public static final String DUTY_SOURCE = "citywall/duty-check";

    /** Records from before there were tags have none. */
    public FireSignal {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** A signal of a device at its own site, without tags. */
    public FireSignal(
            String id,
            String source,
            String deviceId,
            @Nullable String point,
            FireSignalKind signal,
            @Nullable Integer componentType,
            @Nullable Double value,
            @Nullable String unit,
            @Nullable String detail,
            @Nullable Instant deviceTime,
            Instant receivedAt,
            @Nullable SiteRef site,
            @Nullable String place,
            @Nullable String placeName,
            boolean registered,
            boolean replay) {
        this(
                id,
                source,
                deviceId,
                point,
                signal,
                componentType,
                value,
                unit,
                detail,
                deviceTime,
                receivedAt,
                site,
                place,
                placeName,
                registered,
                replay,
                null,
                List.of());
    }
}
