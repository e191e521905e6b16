"""What is true of kinds of documents, whatever the item: which end some day, and which one case can take from another."""

#: The applicant may say until when they are valid.
EXPIRING = frozenset(
    {"business_licence", "credit_report", "lease", "authorisation", "cooperation", "ip_certificate", "recognition"}
)
#: Made for one case, or counted in one case only: handed in anew every time.
ONCE = frozenset(
    {
        "application_form",
        "statement",
        "no_sublease",
        "other_money",
        "invoices",
        "payments",
        "rent_invoices",
        "receipts",
        "municipal_voucher",
        "tapeout_proof",
        "first_run_proof",
        "delivery_records",
        "service_contracts",
        "contracts",
    }
)
