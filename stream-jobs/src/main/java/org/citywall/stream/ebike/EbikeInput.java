package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.stream.log.LogInput;
import org.citywall.stream.log.LogPause;

/**
 * What the e-bike job reads: exactly one of a reading, settings of a site, an order, an answer, an
 * event of a camera, or somebody who looks; or (all absent) a tick that only moves time. A reading
 * comes as it lies in the log, and is {@linkplain #read read} where its site is judged.
 *
 * @param key site id, id of the charger or camera where there is none, with {@link
 *     SiteMemory#REPLAY} behind it for what was recorded; empty for a tick
 * @param raw what a charger measured, not yet read
 * @param reading the same, read
 * @param profile settings, in their order among the readings of their site
 * @param order for a port
 * @param answer what became of an attempt
 * @param camera what a camera saw
 * @param watch somebody looks at the page of the site
 * @param awakeSince end of the newest pause in which nobody appended to this partition; null: none
 *     is known
 */
public record EbikeInput(
        String key,
        RawReading raw,
        ChargerReading reading,
        ChargerProfile profile,
        PortOrder order,
        PortAnswer answer,
        CameraEvent camera,
        PageWatch watch,
        Instant awakeSince)
        implements LogInput<EbikeInput> {
    /** An input that only lets time go on. */
    public static final EbikeInput TICK =
            new EbikeInput("", null, null, null, null, null, null, null, null);

    /**
     * A reading as it lies in the log.
     *
     * @param siteId its key there
     * @param replay whether it was recorded
     */
    public static EbikeInput of(RawReading raw, String siteId, boolean replay, Instant awakeSince) {
        String key = replay ? siteId + SiteMemory.REPLAY : siteId;
        return new EbikeInput(key, raw, null, null, null, null, null, null, awakeSince);
    }

    /** A reading, to be judged with the others of its site. */
    public static EbikeInput of(ChargerReading reading, Instant awakeSince) {
        String key = reading.site() == null ? reading.stationId() : reading.site().id();
        return new EbikeInput(
                reading.replay() ? key + SiteMemory.REPLAY : key,
                null,
                reading,
                null,
                null,
                null,
                null,
                null,
                awakeSince);
    }

    /** New settings. */
    public static EbikeInput of(ChargerProfile profile, Instant awakeSince) {
        return new EbikeInput(
                profile.siteId(), null, null, profile, null, null, null, null, awakeSince);
    }

    /** An order; a recording has none. */
    public static EbikeInput of(PortOrder order, Instant awakeSince) {
        return new EbikeInput(
                order.siteId(), null, null, null, order, null, null, null, awakeSince);
    }

    /** What a gateway tells of an attempt. */
    public static EbikeInput of(PortAnswer answer, Instant awakeSince) {
        return new EbikeInput(
                answer.siteId(), null, null, null, null, answer, null, null, awakeSince);
    }

    /** What a camera saw; its topic says nothing about the silence of chargers. */
    public static EbikeInput of(CameraEvent event) {
        String key = event.site() == null ? event.cameraId() : event.site().id();
        return new EbikeInput(
                event.replay() ? key + SiteMemory.REPLAY : key,
                null,
                null,
                null,
                null,
                null,
                event,
                null,
                null);
    }

    /** Somebody looks at the page of the site, or of its recording. */
    public static EbikeInput of(PageWatch watch, Instant awakeSince) {
        String key = watch.replay() ? watch.siteId() + SiteMemory.REPLAY : watch.siteId();
        return new EbikeInput(key, null, null, null, null, null, null, watch, awakeSince);
    }

    /**
     * With its reading read; what else it is needs no reading.
     *
     * @throws RuntimeException if it cannot be read, or is a recording among what goes on, or the
     *     other way round: that must never be taken for the other
     */
    public EbikeInput read() {
        if (raw == null) {
            return this;
        }
        ChargerReading read = raw.read();
        if (read.replay() != key.endsWith(SiteMemory.REPLAY)) {
            throw new IllegalArgumentException("missing or wrong: replay");
        }
        return new EbikeInput(key, null, read, null, null, null, null, null, awakeSince);
    }

    @Override
    public EbikeInput after(LogPause pause) {
        return new EbikeInput(
                key, raw, reading, profile, order, answer, camera, watch, pause.until());
    }

    /** Whether a charger measured something. */
    public boolean isReading() {
        return raw != null || reading != null;
    }

    /** To whom it goes: settings hold for what is recorded too, a tick is for nobody. */
    @Override
    public List<EbikeInput> addressed() {
        if (isTick()) {
            return List.of();
        }
        return profile == null
                ? List.of(this)
                : List.of(
                        this,
                        new EbikeInput(
                                key + SiteMemory.REPLAY,
                                null,
                                null,
                                profile,
                                null,
                                null,
                                null,
                                null,
                                awakeSince));
    }

    /** Whether it carries nothing but time. */
    public boolean isTick() {
        return key.isEmpty();
    }
}
