package org.citywall.gateway.ingest.gb26875;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.gateway.ingest.FireData;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.registry.FirePoint;
import org.citywall.gateway.registry.PanelProfile;
import org.citywall.gateway.registry.PointAddress;
import org.citywall.gateway.text.PlainText;

/**
 * Makes signals of one frame (docs/domain/gb26875.md, "From objects to signals"). Pure: the same
 * frame gives the same signals with the same ids.
 *
 * <p>Points: a component's is its {@link PointAddress}; conditions of a system stand at {@code
 * S<type>.<address>} and those of the transmission device at {@code device}, so that their end ends
 * no others; fires of either, and operations, have none and are the whole panel's.
 */
final class Normaliser {
    /** The protocol names no zone; panels run on local time. */
    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private static final String DEVICE_POINT = "device";
    private static final int MAX_DETAIL = 200;

    /** Flag of a device operation: a person answered the duty check (查岗). */
    private static final int DUTY_ANSWER = 1 << 5;

    /** Manual call point and hydrant button: a person's hand. */
    private static final Set<Integer> BUTTONS = Set.of(23, 24);

    private final Frame frame;
    private final int type;
    private final String deviceId;
    private final TimeCoding coding;
    private final Function<PointAddress, FirePoint> points;
    private final Map<String, Reading> readings = new LinkedHashMap<>();

    /** What the object in hand marks its fires, and its operations, with. */
    private List<String> fireTags = List.of();

    private List<String> operationTags = List.of();

    private Normaliser(
            Frame frame, int type, PanelProfile profile, Function<PointAddress, FirePoint> points) {
        this.frame = frame;
        this.type = type;
        this.deviceId = profile.deviceId();
        this.coding = profile.isBcd() ? TimeCoding.BCD : TimeCoding.BINARY;
        this.points = points;
    }

    /** The signals of a unit; none for a type that carries none. */
    static List<Reading> normalise(
            Frame frame,
            InfoUnit unit,
            PanelProfile profile,
            Function<PointAddress, FirePoint> points) {
        Normaliser normaliser = new Normaliser(frame, unit.type(), profile, points);
        unit.objects().forEach(normaliser::object);
        return new ArrayList<>(normaliser.readings.values());
    }

    /** A sign of life. */
    static Reading heartbeat(Frame frame, PanelProfile profile) {
        Normaliser normaliser = new Normaliser(frame, 0, profile, point -> null);
        normaliser.add(FireSignalKind.HEARTBEAT, "", null, null, null, frame.time());
        return normaliser.readings.values().iterator().next();
    }

    /** When the panel sent or saw something by its own clock; null if that is no time. */
    static Instant timeOf(PanelTime time, PanelProfile profile) {
        return time.read(profile.isBcd() ? TimeCoding.BCD : TimeCoding.BINARY)
                .map(local -> local.atZone(BEIJING).toInstant())
                .orElse(null);
    }

    /** Whether a person answers a duty check here. */
    static boolean isDutyAnswer(InfoUnit unit) {
        return unit.objects().stream()
                .anyMatch(
                        o ->
                                o instanceof Unit.DeviceOperation op
                                        && (op.flags() & DUTY_ANSWER) != 0);
    }

    private void object(Unit object) {
        if (object instanceof Unit.ComponentStatus o) {
            tagFires(o.status());
            component(o);
        } else if (object instanceof Unit.SystemStatus o) {
            tagFires(o.status());
            String point = system(o.systemType(), o.systemAddress());
            Signals.ofSystem(o.status())
                    .forEach((kind, detail) -> ofWhole(kind, point, detail, o.time()));
        } else if (object instanceof Unit.DeviceStatus o) {
            tagFires(o.status());
            Signals.ofDevice(o.status())
                    .forEach((kind, detail) -> ofWhole(kind, DEVICE_POINT, detail, o.time()));
        } else if (object instanceof Unit.ComponentAnalogue o) {
            analogue(o);
        } else if (object instanceof Unit.SystemOperation o) {
            operation(system(o.systemType(), o.systemAddress()), o.flags(), o.operator(), o.time());
        } else if (object instanceof Unit.DeviceOperation o) {
            operationTags =
                    (o.flags() & DUTY_ANSWER) != 0 ? List.of(FireSignal.DUTY_ANSWER) : List.of();
            operation(DEVICE_POINT, o.flags(), o.operator(), o.time());
        } else {
            information(object);
        }
    }

    /**
     * Bit 0 says "normal" (1) or "test" (0), and panels in the field report real fires with 0
     * (status 0x0002): it is told, and never suppresses anything.
     */
    private void tagFires(int bits) {
        boolean isTest = (bits & StatusBits.NORMAL) == 0;
        fireTags = isTest ? List.of(FireSignal.TEST_BIT) : List.of();
    }

    private List<String> tagsOf(FireSignalKind kind) {
        if (kind.isFire()) {
            return fireTags;
        }
        return kind == FireSignalKind.OPERATION ? operationTags : List.of();
    }

    private void component(Unit.ComponentStatus o) {
        PointAddress point =
                new PointAddress(o.systemType(), o.systemAddress(), o.zone(), o.position());
        FirePoint known = points.apply(point);
        int component =
                known != null && known.componentType() != null
                        ? known.componentType()
                        : o.componentType();
        Signals.ofComponent(o.status(), BUTTONS.contains(component))
                .forEach(
                        (kind, detail) ->
                                add(
                                        kind,
                                        point.toString(),
                                        point.toString(),
                                        component,
                                        words(o.text(), detail),
                                        o.time()));
    }

    private void analogue(Unit.ComponentAnalogue o) {
        String point =
                new PointAddress(o.systemType(), o.systemAddress(), o.zone(), o.position())
                        .toString();
        Analogue analogue = Analogue.of(o.analogueType());
        String id = id(FireSignalKind.ANALOGUE, point, o.time()) + "-" + o.analogueType();
        FireData data =
                new FireData(
                        deviceId,
                        FireSignalKind.ANALOGUE,
                        point,
                        o.componentType(),
                        analogue.value(o.value()),
                        analogue.unit(),
                        instant(o.time()),
                        analogue.unit() == null ? "模拟量类型 " + o.analogueType() : null);
        readings.putIfAbsent(id, new Reading(id, data));
    }

    private void operation(String where, int flags, int operator, PanelTime time) {
        boolean isOfDevice = where.equals(DEVICE_POINT);
        Signals.ofOperation(flags, isOfDevice)
                .forEach(
                        (kind, detail) ->
                                add(kind, where, null, null, detail + "，操作员 " + operator, time));
    }

    /** Versions, configurations and times: nothing happened, but somebody may want to read it. */
    private void information(Unit object) {
        String text = null;
        if (object instanceof Unit.SystemVersion o) {
            text = "软件版本 %d.%d".formatted(o.major(), o.minor());
        } else if (object instanceof Unit.DeviceVersion o) {
            text = "装置软件版本 %d.%d".formatted(o.major(), o.minor());
        } else if (object instanceof Unit.SystemConfiguration o) {
            text = "系统配置 " + o.text();
        } else if (object instanceof Unit.ComponentConfiguration o) {
            text = "部件配置 " + o.text();
        } else if (object instanceof Unit.DeviceConfiguration o) {
            text = "装置配置 " + o.text();
        }
        if (text != null) {
            String where = Integer.toString(readings.size());
            add(FireSignalKind.OPERATION, where, null, null, words(text), frame.time());
        }
    }

    /** A fire and a reset are the whole panel's; other conditions have the given point. */
    private void ofWhole(FireSignalKind kind, String point, String detail, PanelTime time) {
        boolean ofPanel = kind.isFire() || kind == FireSignalKind.RESET;
        String words = ofPanel && !point.equals(DEVICE_POINT) ? words(point, detail) : detail;
        add(kind, point, ofPanel ? null : point, null, words, time);
    }

    private void add(
            FireSignalKind kind,
            String where,
            String point,
            Integer component,
            String detail,
            PanelTime time) {
        String id = id(kind, where, time);
        FireData data =
                new FireData(
                        deviceId,
                        kind,
                        point,
                        component,
                        null,
                        null,
                        instant(time),
                        detail == null || detail.isEmpty() ? null : detail);
        readings.putIfAbsent(id, new Reading(id, data, tagsOf(kind)));
    }

    private String id(FireSignalKind kind, String where, PanelTime time) {
        return "%d-%d-%s-%s-%s"
                .formatted(
                        frame.serial(),
                        type,
                        where,
                        HexFormat.of().toHexDigits(time.raw(), 12),
                        FireData.wire(kind));
    }

    private Instant instant(PanelTime time) {
        return time.read(coding).map(local -> local.atZone(BEIJING).toInstant()).orElse(null);
    }

    private static String system(int type, int address) {
        return "S" + type + "." + address;
    }

    /** Panels write what they like: what no screen shows is replaced. */
    private static String words(String... parts) {
        String all = Stream.of(parts).filter(p -> !p.isEmpty()).collect(joining(" "));
        StringBuilder plain = new StringBuilder();
        all.codePoints()
                .limit(MAX_DETAIL)
                .forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return PlainText.storable(plain.toString());
    }
}
