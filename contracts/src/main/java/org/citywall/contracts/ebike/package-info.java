/**
 * E-bike charging: what chargers report, what people order of them, and what the site page shows.
 */
package org.citywall.contracts.ebike;
