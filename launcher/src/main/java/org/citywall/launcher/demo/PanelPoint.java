package org.citywall.launcher.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A component that is installed at a panel of GB/T 26875.3. Zones are floors, as in many real
 * panels; on each floor positions count from 1.
 *
 * @param zone floor, from 1
 * @param position place in the zone, from 1
 * @param componentType code of GB/T 26875.3
 * @param label what people call it; unique at its panel
 * @param floor in words
 * @param room in words
 */
public record PanelPoint(
        int zone, int position, int componentType, String label, String floor, String room) {
    private static final int MANUAL_CALL_POINT = 23;
    private static final int HYDRANT_BUTTON = 24;
    private static final int HEAT_DETECTOR = 31;
    private static final int SMOKE_DETECTOR = 41;

    /** A high house has more panels than the one that the demo shows. */
    private static final int MAX_FLOORS = 24;

    private record Fitting(String room, String word, int componentType) {}

    private static final List<Fitting> OF_EVERY_FLOOR =
            List.of(
                    new Fitting("楼梯口", "手报", MANUAL_CALL_POINT),
                    new Fitting("楼梯口", "消火栓按钮", HYDRANT_BUTTON),
                    new Fitting("配电间", "感烟", SMOKE_DETECTOR));

    /** All that is installed in this building, by zone and position. */
    static List<PanelPoint> in(Building building) {
        List<Fitting> fittings = new ArrayList<>(detectors(building.kind()));
        fittings.addAll(OF_EVERY_FLOOR);
        List<PanelPoint> out = new ArrayList<>();
        for (int zone = 1; zone <= Math.min(building.storeys(), MAX_FLOORS); zone++) {
            for (int i = 0; i < fittings.size(); i++) {
                Fitting f = fittings.get(i);
                out.add(
                        new PanelPoint(
                                zone,
                                i + 1,
                                f.componentType(),
                                zone + "F-" + f.room() + f.word(),
                                Names.chinese(zone) + "层",
                                f.room()));
            }
        }
        return out;
    }

    /** Whether a person's hand is what it reports. */
    public boolean isButton() {
        return componentType == MANUAL_CALL_POINT || componentType == HYDRANT_BUTTON;
    }

    private static List<Fitting> detectors(BuildingKind kind) {
        return switch (kind) {
            case URBAN_VILLAGE, RESIDENTIAL -> List.of(smoke("电梯厅"), smoke("东走廊"), smoke("西走廊"));
            case TOWER -> List.of(smoke("电梯厅"), smoke("东侧办公区"), smoke("西侧办公区"), heat("茶水间"));
            case INDUSTRIAL -> List.of(smoke("东侧车间"), smoke("西侧车间"), smoke("物料间"), heat("空压机房"));
            case SCHOOL -> List.of(smoke("东走廊"), smoke("西走廊"), smoke("办公室"), smoke("储物间"));
            case COMMERCIAL -> List.of(smoke("中庭"), smoke("东侧商铺"), smoke("西侧商铺"), heat("厨房"));
            case PUBLIC -> List.of(smoke("大厅"), smoke("走廊"), smoke("会议室"), smoke("档案室"));
        };
    }

    private static Fitting smoke(String room) {
        return new Fitting(room, "感烟", SMOKE_DETECTOR);
    }

    private static Fitting heat(String room) {
        return new Fitting(room, "感温", HEAT_DETECTOR);
    }
}
