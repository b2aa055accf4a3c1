-- Each few seconds somebody looks for orders that have not ended; they are few among all that were ever given.

CREATE INDEX charger_order_open ON charger_order (ordered_at) WHERE state IN ('REQUESTED', 'SENT', 'ACKED');
