package org.citywall.launcher.demo.devices.tickets;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.citywall.launcher.demo.DemoFiles;

/**
 * A building, as callers speak of it.
 *
 * @param siteId registry id
 * @param name what people call it
 * @param lon degrees, WGS-84
 * @param lat degrees, WGS-84
 * @param address postal address
 */
public record Doorstep(String siteId, String name, double lon, double lat, String address) {
    /** Every building of the district, in the order of its ids. */
    public static List<Doorstep> of(DemoFiles files) throws IOException {
        List<Doorstep> all = new ArrayList<>();
        List<String> rows = Files.readAllLines(files.sites());
        for (String row : rows.subList(1, rows.size())) {
            String[] cell = row.split(",", -1);
            all.add(
                    new Doorstep(
                            cell[0],
                            cell[1],
                            Double.parseDouble(cell[4]),
                            Double.parseDouble(cell[5]),
                            cell[6]));
        }
        return List.copyOf(all);
    }
}
