package org.citywall.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.AngleLimits;
import org.citywall.contracts.slope.ChannelSetting;
import org.citywall.contracts.slope.ForecastGate;
import org.citywall.contracts.slope.HistoryPoint;
import org.citywall.contracts.slope.HistoryStep;
import org.citywall.contracts.slope.InstrumentHistory;
import org.citywall.contracts.slope.InstrumentHour;
import org.citywall.contracts.slope.InstrumentView;
import org.citywall.contracts.slope.LevelChange;
import org.citywall.contracts.slope.LimitsBy;
import org.citywall.contracts.slope.RainView;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeForecast;
import org.citywall.contracts.slope.SlopeHistory;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopePoint;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeStep;
import org.citywall.contracts.slope.SlopeStepPoint;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.slope.StepVerdict;

/** One slope told through its records. */
final class SlopeSamples {
    private static final SiteRef SITE = new SiteRef("S-007", "荔枝山西坡", 114.041234, 22.531234);
    private static final String PLACE = "yunwan/shapu/c02";
    private static final String PLACE_NAME = "云湾区/沙浦街道/荔枝社区";
    private static final Instant MEASURED = Instant.parse("2026-11-21T11:00:00Z");
    private static final String STATION = "SL-007-01";
    private static final String GNSS = "L1_GP_1";

    private SlopeSamples() {}

    static SlopeReading reading() {
        return new SlopeReading(
                "9f0c1d2e3a4b5c6d",
                "mqtt/" + STATION,
                STATION,
                SlopeInstrument.GNSS,
                GNSS,
                Map.of("gpsTotalX", 9.9),
                MEASURED,
                Samples.RECEIVED,
                SITE,
                PLACE,
                PLACE_NAME,
                true,
                false,
                List.of("gpsTotalZ：不是有效数值（NaN）"));
    }

    static SlopeProfile profile() {
        return new SlopeProfile(
                "S-007",
                3,
                "荔枝山西坡",
                List.of(rate()),
                RateLimits.DEFAULT,
                Map.of("OLD-01", STATION),
                List.of(new ChannelSetting(STATION, "L1_LF_1", 0.5, true)),
                List.of(
                        new StepVerdict(
                                STATION,
                                GNSS,
                                MEASURED.minusSeconds(86_400),
                                false,
                                "王工",
                                "基准站检修")),
                "lead",
                "王工",
                Samples.DECIDED,
                new LimitsBy(2, "李工", Samples.DECIDED.minusSeconds(86_400)));
    }

    static SlopeView view() {
        InstrumentView instrument =
                new InstrumentView(
                        STATION,
                        GNSS,
                        SlopeInstrument.GNSS,
                        Map.of("gpsTotalX", 9.9),
                        MEASURED,
                        SlopeQuality.OK,
                        null,
                        true,
                        9.9,
                        2.4,
                        0.2,
                        24,
                        61.2,
                        3,
                        List.of("切线角 61.2°，黄色阈值 45°"),
                        rate(),
                        SlopeForecast.blocked(ForecastGate.NO_ONSET, 0.4, 12),
                        List.of(new SlopePoint(MEASURED, 9.9, 2.4, 0.2, 61.2, 3)),
                        new SlopeStep(MEASURED, 12.5));
        return new SlopeView(
                "S-007",
                Samples.REV,
                SITE,
                PLACE,
                PLACE_NAME,
                MEASURED,
                3,
                SlopeSupport.SUPPORTED,
                List.of("SL-007-01 切线角 61.2°"),
                "第二台仪器达到橙色",
                MEASURED.minusSeconds(3_600),
                RainView.NONE,
                List.of(instrument),
                3,
                "lead",
                false,
                new AngleLimits(55, 80, 85),
                4,
                release(),
                false);
    }

    static SlopeRelease release() {
        return new SlopeRelease(
                "5e0c1d2e3a4b5c6d", "S-007", 2, "王工", "现场复核，裂缝未发展", Samples.DECIDED);
    }

    static SlopeHour hour() {
        return new SlopeHour(
                "S-007",
                "urn:recording",
                MEASURED,
                3,
                4.5,
                List.of(
                        new InstrumentHour(
                                STATION,
                                GNSS,
                                SlopeInstrument.GNSS,
                                9.9,
                                2.4,
                                0.2,
                                61.2,
                                3,
                                SlopeQuality.LATE,
                                6)),
                change());
    }

    static SlopeHistory history() {
        HistoryPoint point = new HistoryPoint(MEASURED, 9.9, 2.4, 0.2, 61.2, 3, SlopeQuality.OK, 6);
        HistoryPoint refused =
                new HistoryPoint(
                        MEASURED.plusSeconds(3_600),
                        null,
                        null,
                        null,
                        null,
                        null,
                        SlopeQuality.OUTLIER,
                        0);
        return new SlopeHistory(
                "S-007",
                null,
                MEASURED,
                MEASURED.plusSeconds(7_200),
                HistoryStep.HOUR,
                List.of(
                        new InstrumentHistory(
                                STATION, GNSS, SlopeInstrument.GNSS, List.of(point, refused))),
                List.of(new SlopeStepPoint(MEASURED, 4.5, 3)),
                List.of(change()));
    }

    private static LevelChange change() {
        return new LevelChange(
                MEASURED.plusSeconds(600),
                3,
                SlopeSupport.SUPPORTED,
                List.of("SL-007-01 切线角 61.2°"));
    }

    private static ReferenceRate rate() {
        return new ReferenceRate(
                STATION,
                GNSS,
                1.3,
                0.1,
                MEASURED.minusSeconds(40L * 86_400),
                MEASURED.minusSeconds(10L * 86_400),
                2,
                "王工");
    }
}
