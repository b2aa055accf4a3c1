package org.citywall.gateway;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.gateway.photo.PhotoOptions;

/** Variables of photos from the site. */
final class PhotoSettings {
    private static final PhotoOptions DEFAULTS = PhotoOptions.defaults();

    private static final Setting<Integer> MAX_BYTES =
            Setting.whole(
                    "CITYWALL_PHOTO_MAX_BYTES",
                    "bytes",
                    DEFAULTS.maxBytes(),
                    100_000,
                    64 << 20,
                    "Longest file that is taken. Our page sends some 300 kB; other programs may send"
                            + " what a camera made.");
    private static final Setting<Integer> MAX_PIXELS =
            Setting.whole(
                    "CITYWALL_PHOTO_MAX_PIXELS",
                    "pixels",
                    DEFAULTS.maxPixels(),
                    1_000_000,
                    200_000_000,
                    "Largest picture that is read. A small file can hold a huge one, and reading may"
                            + " need 6 bytes of memory for each pixel.");
    private static final Setting<Integer> EDGE =
            Setting.whole(
                    "CITYWALL_PHOTO_EDGE",
                    "pixels",
                    DEFAULTS.edge(),
                    320,
                    8_192,
                    "Longer edge of what is kept: enough to read a nameplate.");
    private static final Setting<Integer> MOST_OF_ALERT =
            Setting.whole(
                    "CITYWALL_PHOTO_MOST_OF_ALERT",
                    "photos",
                    DEFAULTS.mostOfAlert(),
                    1,
                    1_000,
                    "Photos of one alert; more are refused.");
    private static final Setting<Duration> UPLOAD =
            Setting.duration(
                    "CITYWALL_PHOTO_UPLOAD_S",
                    SECONDS,
                    DEFAULTS.upload(),
                    10,
                    600,
                    "A photo must have come in whole by then: 300 kB need 40 s at 64 kbit/s.");
    private static final Setting<Duration> KEEP =
            Setting.duration(
                    "CITYWALL_PHOTO_KEEP_DAYS",
                    DAYS,
                    DEFAULTS.keep(),
                    1,
                    36_525,
                    "How long photos are kept: half a year, in which what happened is looked into."
                            + " People may be on them.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Photos", List.of(MAX_BYTES, MAX_PIXELS, EDGE, MOST_OF_ALERT, UPLOAD, KEEP));

    private PhotoSettings() {}

    static PhotoOptions options(Map<String, String> env) {
        return new PhotoOptions(
                MAX_BYTES.in(env),
                MAX_PIXELS.in(env),
                EDGE.in(env),
                MOST_OF_ALERT.in(env),
                UPLOAD.in(env),
                KEEP.in(env));
    }
}
