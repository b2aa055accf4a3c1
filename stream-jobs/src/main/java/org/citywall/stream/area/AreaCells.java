package org.citywall.stream.area;

import java.util.List;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.ground.Cells;

/**
 * The cells of the area rules, of about one kilometre. A building is told to its own cell and to
 * each whose border is near, so that a cell knows the whole neighbourhood of what lies in it.
 */
public final class AreaCells {
    private static final Cells CELLS = new Cells(1_000);

    private AreaCells() {}

    /** The cell in which the site lies. */
    public static String of(SiteRef site) {
        return CELLS.of(site.lon(), site.lat());
    }

    /** All cells that come within so many metres of the site; its own is among them. */
    public static List<String> near(SiteRef site, double metres) {
        return CELLS.near(site.lon(), site.lat(), metres);
    }

    /** Whether two sites are no farther apart. */
    static boolean isWithin(SiteRef a, SiteRef b, double metres) {
        return Cells.isWithin(a.lon(), a.lat(), b.lon(), b.lat(), metres);
    }
}
