package org.citywall.launcher.demo;

import java.util.HashMap;
import java.util.Map;
import org.citywall.launcher.demo.plan.CityPlan;
import org.locationtech.jts.geom.Geometry;

/** Postal addresses: the lane in a village, else a number on the nearest named street. */
final class Addresses {
    private final CityPlan plan;
    private final Map<Integer, String> streetOfBlock = new HashMap<>();
    private final Map<String, Integer> lastNumber = new HashMap<>();

    Addresses(CityPlan plan) {
        this.plan = plan;
    }

    String of(CityPlan.House house, String name) {
        if (house.kind() == BuildingKind.URBAN_VILLAGE) {
            return name;
        }
        String street =
                streetOfBlock.computeIfAbsent(house.block(), b -> nearestStreet(house.shape()));
        return street + lastNumber.merge(street, 2, Integer::sum) + "号" + name;
    }

    private String nearestStreet(Geometry shape) {
        String best = "";
        double least = Double.MAX_VALUE;
        for (CityPlan.Street street : plan.streets()) {
            if (!street.name().isEmpty()) {
                double away = street.line().distance(shape.getCentroid());
                if (away < least) {
                    least = away;
                    best = street.name();
                }
            }
        }
        return best;
    }
}
