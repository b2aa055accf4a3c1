package org.citywall.launcher.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.citywall.launcher.demo.devices.PanelManners;

/**
 * The district as the CSV files that the registry imports: UTF-8, header row, comma, no quotes
 * (generated names hold neither commas nor quotes), line feed.
 */
public final class RegistryCsv {
    private RegistryCsv() {}

    /** {@code path,name}; parents before children. */
    public static String places(District district) {
        StringBuilder out = new StringBuilder("path,name\n");
        for (District.Place place : district.places()) {
            row(out, place.path(), place.name());
        }
        return out.toString();
    }

    /**
     * {@code id,name,place,kind,lon,lat,address,contactName,contactPhone,accessRoad}; place ends
     * with the building itself.
     */
    public static String sites(District district) {
        StringBuilder out =
                new StringBuilder(
                        "id,name,place,kind,lon,lat,address,contactName,contactPhone,accessRoad\n");
        for (Building b : district.buildings()) {
            row(
                    out,
                    b.id(),
                    b.name(),
                    b.place(),
                    b.kind().wireName(),
                    degrees(b.lonMicro()),
                    degrees(b.latMicro()),
                    b.address(),
                    Contacts.nameOf(b),
                    Contacts.phoneOf(b),
                    Contacts.accessRoadOf(b));
        }
        return out.toString();
    }

    /** {@code id,domain,kind,siteId,name}. */
    public static String devices(District district) {
        StringBuilder out = new StringBuilder("id,domain,kind,siteId,name\n");
        for (District.Device d : district.devices()) {
            row(out, d.id(), District.Device.DOMAIN, d.kind(), d.siteId(), d.name());
        }
        return out.toString();
    }

    /**
     * {@code deviceId,timeCoding,checksum}: each panel of GB/T 26875.3, so that nothing is guessed.
     */
    public static String panelProfiles(List<District.Device> devices) {
        StringBuilder out = new StringBuilder("deviceId,timeCoding,checksum\n");
        int n = 0;
        for (District.Device device : devices) {
            if (device.isPanel()) {
                PanelManners manners = PanelManners.ofPanel(n++);
                row(
                        out,
                        device.id(),
                        manners.coding().name().toLowerCase(Locale.ROOT),
                        manners.checksum().name().toLowerCase(Locale.ROOT));
            }
        }
        return out.toString();
    }

    /**
     * {@code id,deviceId,zone,position,componentType,label,floor,room}: every component that a
     * panel can report, for whatever system it names.
     */
    public static String firePoints(District district) {
        Map<String, Building> bySite = new HashMap<>();
        district.buildings().forEach(building -> bySite.put(building.id(), building));
        StringBuilder out =
                new StringBuilder("id,deviceId,zone,position,componentType,label,floor,room\n");
        for (District.Device device : district.devices()) {
            if (device.isPanel()) {
                PanelPoint.in(bySite.get(device.siteId())).forEach(p -> point(out, device, p));
            }
        }
        return out.toString();
    }

    private static void point(StringBuilder out, District.Device panel, PanelPoint point) {
        row(
                out,
                "%s:%d-%d".formatted(panel.id(), point.zone(), point.position()),
                panel.id(),
                Integer.toString(point.zone()),
                Integer.toString(point.position()),
                Integer.toString(point.componentType()),
                point.label(),
                point.floor(),
                point.room());
    }

    /** Micro-degrees as decimal degrees, exactly. */
    static String degrees(long micro) {
        return String.format("%d.%06d", micro / 1_000_000, micro % 1_000_000);
    }

    static void row(StringBuilder out, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(cells[i]);
        }
        out.append('\n');
    }
}
