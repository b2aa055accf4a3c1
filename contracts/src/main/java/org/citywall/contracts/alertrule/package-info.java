/** How alerts are aggregated, as data in versions: see docs/domain/aggregation.md. */
package org.citywall.contracts.alertrule;
