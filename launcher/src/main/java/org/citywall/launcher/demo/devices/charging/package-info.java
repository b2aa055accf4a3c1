/**
 * A model of charging sites: packs on their own chargers, contacts that warm up, sheds that do, and
 * how all of that goes wrong. Pure and seeded: no clock, no socket, no rule. What is dangerous
 * follows from a cause (a contact whose resistance grows, a cell that shorts), never from a limit
 * of the rules. The quantities are in docs/domain/charging-model.md.
 */
package org.citywall.launcher.demo.devices.charging;
