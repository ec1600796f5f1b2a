"""What `clinic.review.differences` is made of."""
