package io.rapport.engagement.receipt;

import io.rapport.client.receipt.Movement;

/** Which setting names the template, and under which key the touch goes. */
enum Receipt {
    PAYMENT("paymentReceipt", "receipt:", "replies.xlsx › Настройки › Подтверждение оплаты"),
    REFUND("refundReceipt", "receipt:refund:", "replies.xlsx › Настройки › Подтверждение возврата");

    private final String setting;
    private final String keys;
    private final String row;

    Receipt(String setting, String keys, String row) {
        this.setting = setting;
        this.keys = keys;
        this.row = row;
    }

    static Receipt of(Movement money) {
        return money.way() == Movement.Way.IN ? PAYMENT : REFUND;
    }

    String setting() {
        return setting;
    }

    String key(Movement money) {
        return keys + money.id();
    }

    /** The cell that wants it said. */
    String row() {
        return row;
    }
}
